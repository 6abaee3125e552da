// @rocket.chat/rest-typings is published as ES modules for a bundler: its imports name folders and files without extension,
// and its package.json does not say that they are ES modules. Node refuses such imports; these two hooks complete them.

const PACKAGE = '/@rocket.chat/rest-typings/dist/';
const ENDINGS = ['', '.js', '/index.js'];

/** Node's resolution, tried with each ending that a bundler would try. */
export async function resolve(specifier, context, next) {
  let refused;
  for (const ending of ENDINGS) {
    try {
      return await next(specifier + ending, context);
    } catch (error) {
      refused ??= error;
    }
  }
  throw refused;
}

/** The package's files are ES modules, whatever its package.json leaves out. */
export async function load(url, context, next) {
  return next(url, url.includes(PACKAGE) && url.endsWith('.js') ? { ...context, format: 'module' } : context);
}

// Opens the published livechat widget in this page. Without scripts the button's link opens the same chat as a page of its own.

const widget = new URL('livechat', document.baseURI).href;

// The widget's own embedding snippet: calls made before the loader arrives wait in the queue.
window.RocketChat = (call) => window.RocketChat._.push(call);
window.RocketChat._ = [];
window.RocketChat.url = widget;

const loader = document.createElement('script');
loader.async = true;
loader.src = `${widget}/rocketchat-livechat.min.js`;
document.head.append(loader);

const start = document.getElementById('start');

start.addEventListener('click', (event) => {
  event.preventDefault();
  window.RocketChat(function open() {
    this.maximizeWidget();
  });
});

// When the widget is not installed the link goes on working: its page says what to do.
loader.addEventListener('error', () => {
  start.replaceWith(start.cloneNode(true));
});

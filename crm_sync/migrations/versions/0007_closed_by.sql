-- Who ended an encounter: visitor, agent, server or unknown; null while it goes on, and where nobody asked.

alter table encounter add column closed_by text;

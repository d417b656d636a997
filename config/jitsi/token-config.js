// Nur zusammen mit prosody-einlass.cfg.lua: kommt unter einlass-config.js ans Ende der config.js. Docker setzt das selbst.
// Only together with prosody-einlass.cfg.lua, below einlass-config.js. The Docker images set it by themselves.

// Whoever has no token comes by the anonymous host, as prosody-einlass.cfg.lua names it. R-026
config.hosts.anonymousdomain = 'guest.' + config.hosts.domain;

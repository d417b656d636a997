-- Beratende mit Token, Ratsuchende ohne Konto: kommt nach /etc/prosody/einlass/ und wird am Ende von
-- /etc/prosody/conf.avail/meet.example.de.cfg.lua eingebunden, denn sie ergänzt, was dort steht:
--
--     Include "/etc/prosody/einlass/prosody-einlass.cfg.lua"
--
-- Ersetzen Sie überall meet.example.de. Die Listen modules_enabled bleiben in Ihrer Datei; was hinein- und was herauskommt,
-- steht unten bei jedem Block. Ohne Dienst, der Token ausstellt, binden Sie diese Datei nicht ein.
--
-- Counsellors by token, clients without an account. Included at the end of the host's own file, because Prosody reads a
-- folder in no certain order. Prosody replaces a list that is given twice, and Jitsi's lists differ by version: therefore the
-- names to add and to take out stand here as comments and belong into the lists of your own file.

VirtualHost "meet.example.de"
    -- modules_enabled, add: "persistent_lobby" (keeps the lobby of an empty room) and "lobby_autostart" (each room begins with
    -- its lobby on). Take out: "muc_breakout_rooms". R-026, X-11
    -- Who enters here shows a token; it is made for minutes and for one room. X-11
    authentication = "token"
    -- Without a token nobody is a counsellor: clients come by the other host. X-11
    allow_empty_token = false
    -- Set by the package jitsi-meet-tokens in your own file: app_id and app_secret. No secret belongs here. R-123

VirtualHost "guest.meet.example.de"
    -- Clients have no account, and nothing about them is kept. R-026
    authentication = "jitsi-anonymous"
    -- nginx ends the encryption, on the same machine. R-123
    c2s_require_encryption = false
    -- The same rooms and the same lobby as above. R-026
    main_muc = "conference.meet.example.de"
    lobby_muc = "lobby.meet.example.de"
    -- Sessions survive a short loss of the line. X-11
    modules_enabled = { "smacks" }

Component "conference.meet.example.de" "muc"
    -- modules_enabled, add: "token_verification" (checks the token against the room), "token_lobby_bypass" (a counsellor who comes
    -- back does not wait in her own lobby), "token_affiliation" (makes a moderator of who carries the claim). Take out: "polls";
    -- newer versions have a Component "polls.meet.example.de" instead: take that out. Never add "muc_wait_for_host": it lets
    -- everybody in as soon as the counsellor comes. R-026, R-123
    -- Should it be loaded after all, a token alone makes nobody an owner. R-026
    wait_for_host_disable_auto_owners = true
    -- Rooms end with the last person; nothing of them is written to a disk. R-142
    storage = "memory"
    muc_tombstones = false
    muc_room_allow_persistent = false

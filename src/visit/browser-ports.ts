import { checkBrowser } from '../browser/checks.ts';
import { switchLanguage } from '../i18n/locale.ts';
import type { DoorPorts } from './ports.ts';

/** The ports of a real page. Everything heavy is loaded when it is first needed. */
export function browserPorts(): DoorPorts {
  return {
    now: () => Date.now(),
    later: (milliseconds, act) => void setTimeout(act, milliseconds),
    randomId: () => crypto.randomUUID(),
    fetchText,
    checkBrowser: (options) => checkBrowser(globalThis, options),
    mayHaveVisit,
    painted,
    loadVisit: () => import('./browser-visit.ts'),
    openRecords: async (mode) => (await import('../records/records.ts')).openRecords(mode),
    loadMeetings: () => import('../jitsi/meeting.ts'),
    switchLanguage,
    claim,
    forgetTab,
    reloadPage: () => location.reload(),
    replacePage: (address) => location.replace(address),
  };
}

function mayHaveVisit(): boolean {
  try {
    return sessionStorage.length > 0;
  } catch {
    // Blocked storage has nothing from before.
    return false;
  }
}

/** Two frames, because the first one only begins to draw; and a limit, because a tab in the background gets none. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    setTimeout(resolve, 200);
  });
}

function forgetTab(): void {
  for (const storage of [() => sessionStorage, () => localStorage]) {
    try {
      storage().clear();
    } catch {
      // Blocked storage has nothing that could be forgotten.
    }
  }
}

const PATIENCE = 15_000;

/** Files of the own origin only; `no-store` on the server side keeps them current. Rejects when nobody answers. */
async function fetchText(path: string): Promise<string | { readonly status: number }> {
  // The gate sets no cookies. Asked for otherwise than by the preloads in index.html, two files would be fetched twice.
  const response = await fetch(path, { credentials: 'same-origin', redirect: 'error', signal: timeout(PATIENCE) });
  return response.ok ? response.text() : { status: response.status };
}

/** `AbortSignal.timeout` is missing in Safari before 16. */
function timeout(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
}

async function claim(name: string): Promise<{ release(): void } | null> {
  // Web Locks: Safari from 15.4. Without them two tabs may enter; Jitsi then shows two persons of that name.
  if (!('locks' in navigator)) return { release: () => undefined };
  return new Promise((resolve) => {
    const asked = navigator.locks.request(`einlass-${name}`, { ifAvailable: true }, async (lock) => {
      if (!lock) return resolve(null);
      await new Promise<void>((release) => resolve({ release }));
    });
    // Refused by the browser (SecurityError, blocked storage): the same as a browser without locks.
    asked.catch(() => resolve({ release: () => undefined }));
  });
}

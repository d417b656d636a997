/**
 * The Einlass plugin: one script in the page of a Jitsi, brought in by the one line of `plugin.head.html`, where an operator
 * names the gate: `data-gate="https://beratung.example.de"`. Opened directly, it sends the visitor to the gate before Jitsi starts, also where nginx could not. Inside the
 * gate it says what Jitsi's state says. It asks nothing, hears nothing and changes nothing in Jitsi. Without a gate that is
 * named, it does nothing at all.
 */
import { report } from './report.ts';
import { gateAddress } from './stray.ts';
import { gateOrigin } from './gate-origin.ts';

const gate = gateOrigin(document.currentScript?.dataset['gate']);
if (gate !== undefined && window.parent === window) sendAway(gateAddress(gate, location.pathname));
else if (gate !== undefined) {
  report({
    app: () => (window as { APP?: unknown }).APP,
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    // To this one origin: whoever else has framed the page is told nothing by the browser.
    send: (message) => window.parent.postMessage(message, gate),
  });
}

function sendAway(address: string | undefined): void {
  if (address === undefined) return;
  // Jitsi starts on this event (its index.html), and in Firefox the page lives on until the gate has answered.
  window.addEventListener('DOMContentLoaded', (event) => event.stopImmediatePropagation(), { capture: true });
  location.replace(address);
}

import '../../src/elements/counsellor/admission-panel.ts';
import type { AdmissionPanel } from '../../src/elements/counsellor/admission-panel.ts';
import type { KnockerView, RoomView } from '../../src/desk/view.ts';
import { deskContext, uuid } from '../fixtures/desk.ts';
import { knocker, roomView } from '../fixtures/desk-room.ts';

/* Runs inside the measured page: the panel with many people knocking, of whom one after the other changes. */

const RUNS = 41;

let panel: AdmissionPanel;
let room: RoomView;

/** Shows the panel with `count` people knocking. */
export async function show(count: number): Promise<void> {
  panel?.remove();
  const knocking = Array.from({ length: count }, (_, number) =>
    knocker({ id: uuid(number), name: `Person ${number}` }),
  );
  room = await roomView({ knocking });
  panel = document.createElement('admission-panel') as AdmissionPanel;
  panel.context = deskContext();
  panel.room = room;
  document.body.append(panel);
  await panel.updateComplete;
}

/** Median milliseconds from a change of one person until the whole panel is drawn and laid out. */
export async function change(): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const at = (run * 7) % room.knocking.length;
    const knocking = room.knocking.map((one, index): KnockerView => (index === at ? changed(one) : one));
    room = { ...room, knocking };
    const begun = performance.now();
    panel.room = room;
    await panel.updateComplete;
    document.body.getBoundingClientRect();
    times.push(performance.now() - begun);
  }
  return times.sort((one, other) => one - other)[Math.floor(RUNS / 2)] ?? Number.NaN;
}

function changed(one: KnockerView): KnockerView {
  return { ...one, doing: one.doing === null ? 'admitting' : null };
}

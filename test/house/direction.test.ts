import { describe, expect, test } from 'vitest';
import { offenceOf } from './direction.ts';
import { arrowsOf, readSources } from './sources.ts';

/** One file with one import; `false` where the house forbids it. */
const TABLE: readonly [path: string, text: string, allowed: boolean][] = [
  ['gate/steps.ts', "import { EinlassError } from '../errors.ts';", true],
  ['gate/steps.ts', "import type { Visit } from '../visit/view.ts';", false],
  ['gate/steps.ts', "import * as v from 'valibot';", false],
  ['gate/open.ts', "import { takeSeal } from './permit.ts';", true],
  ['gate/reduce.ts', "import { takeSeal } from './permit.ts';", false],
  ['gate/reduce.ts', "import { takeSeal as usePermit } from './permit.ts';", false],
  ['visit/visit.ts', "import * as permits from '../gate/permit.ts';", false],
  ['visit/visit.ts', "export * from '../gate/permit.ts';", false],
  ['visit/visit.ts', "export { takeSeal } from '../gate/permit.ts';", false],
  ['gate/counsellor.ts', "import { takeRoomSeal, type RoomPermit } from './room-permit.ts';", true],
  ['gate/open.ts', "import { takeRoomSeal } from './room-permit.ts';", false],
  ['gate/counsellor.ts', "import { takeSeal } from './permit.ts';", false],
  ['desk/desk.ts', "import { takeRoomSeal } from '../gate/room-permit.ts';", false],
  ['desk/desk.ts', "import * as permits from '../gate/room-permit.ts';", false],
  ['desk/desk.ts', "export * from '../gate/room-permit.ts';", false],
  ['desk/desk.ts', "import type { RoomPermit } from '../gate/room-permit.ts';", true],
  ['jitsi/room.ts', "import { useRoomPermit } from '../gate/room-permit.ts';", true],
  ['jitsi/meeting.ts', "import { usePermit, type Permit } from '../gate/permit.ts';", true],
  ['jitsi/meeting.ts', "import { html } from 'lit';", false],
  ['jitsi/load.ts', "const { init } = await import('@jitsi/web-sdk/lib/init.js');", true],
  ['visit/visit.ts', "const { init } = await import('@jitsi/web-sdk/lib/init.js');", false],
  ['jitsi/plugin-port.ts', "import { messageSchema } from '../jitsi-plugin/message.ts';", true],
  ['jitsi/plugin-port.ts', "import { start } from '../jitsi-plugin/start.ts';", false],
  ['visit/visit.ts', "import { messageSchema } from '../jitsi-plugin/message.ts';", false],
  ['elements/client/client-room.ts', "import { html, nothing } from 'lit';", true],
  ['visit/visit.ts', "import type { TemplateResult } from 'lit';", false],
  ['i18n/locale.ts', "import { configureLocalization } from '@lit/localize';", true],
  ['i18n/locale.ts', "import { html } from 'lit';", false],
  ['elements/client/client-room.ts', "import type { Wish } from '../../visit/view.ts';", true],
  ['elements/client/client-room.ts', "import { type Wish } from '../../visit/view.ts';", true],
  ['elements/client/client-room.ts', "import { view } from '../../visit/view.ts';", false],
  ['elements/client/client-room.ts', "import { view, type Wish } from '../../visit/view.ts';", false],
  ['visit/visit.ts', "import { ClientRoom } from '../elements/client/client-room.ts';", false],
  ['main.ts', "import './elements/client/client-room.ts';", true],
  ['main.ts', "import { openMeeting } from './jitsi/meeting.ts';", false],
  ['practice/page.ts', "import { messageSchema } from '../jitsi-plugin/message.ts';", true],
  ['practice/page.ts', "import { openMeeting } from '../jitsi/meeting.ts';", false],
  ['visit/visit.ts', "import { createPractice } from '../practice/server.ts';", false],
  ['practice/server.ts', "import { createServer } from 'node:https';", true],
  ['records/store.ts', "import { createHash } from 'node:crypto';", false],
  ['records/store.ts', "import { openDB } from 'idb';", true],
  ['records/store.ts', "import { compressPoint } from '../mailbox/point.ts';", true],
  ['records/store.ts', "import type { VisitView } from '../visit/view.ts';", false],
  ['records/store.ts', "import { keep } from './keep';", false],
  ['records/store.ts', "import { keep } from './keep.ts';", true],
  ['records/store.ts', 'const part = await import(`./${name}.ts`);', false],
  ['service/load.ts', "type Wish = import('../visit/view.ts').Wish;", false],
];

describe('the direction of imports', () => {
  test.each(TABLE)('%s: %s → %s', (path, text, allowed) => {
    const offences = arrowsOf({ path, text }).map(offenceOf);
    expect(offences).toHaveLength(1);
    expect(offences[0] === undefined).toBe(allowed);
  });

  test('holds for every import in src', () => {
    const arrows = readSources().flatMap(arrowsOf);
    const offences = arrows.flatMap((arrow) => {
      const offence = offenceOf(arrow);
      return offence === undefined ? [] : [`src/${arrow.from} → ${arrow.specifier}: ${offence}`];
    });
    expect(arrows.length).toBeGreaterThan(0);
    expect(offences).toEqual([]);
  });
});

import { setImmediate } from 'node:timers/promises';
import type { BrowserVerdict } from '../../../src/browser/checks.ts';
import type { Meeting, MeetingRequest } from '../../../src/jitsi/meeting.ts';
import type { Ending, MeetingEvent } from '../../../src/jitsi/meeting-event.ts';
import { usePermit } from '../../../src/gate/permit.ts';
import { encodeLink, type FurtherRole } from '../../../src/mailbox/link.ts';
import type { RecordStore, RecordTrouble } from '../../../src/records/records.ts';
import { writeReceiptFile } from '../../../src/records/receipt-file.ts';
import type { WipeResult } from '../../../src/records/wipe.ts';
import { Doorstep } from '../../../src/visit/doorstep.ts';
import type { DoorPorts, VisitMaker, VisitPorts } from '../../../src/visit/ports.ts';
import type { StepContext, StorageMode, Told, View, Wish } from '../../../src/visit/view.ts';
import { Visit } from '../../../src/visit/visit.ts';
import { fixtureFiles, NOW, serve } from '../../fixtures/services/files.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export interface LinkChoice {
  readonly service?: string;
  readonly room?: number;
  readonly startsAt?: number;
  readonly role?: FurtherRole;
}

/** The fragment of a personal link, as an address has it. */
export function fragment({ service = 'beispiel', room = 1, startsAt = NOW, role }: LinkChoice = {}): string {
  const bytes = (value: number): Uint8Array<ArrayBuffer> => new Uint8Array(16).fill(value);
  const invited = role ? ({ role: 'furtherPerson', furtherRole: role } as const) : ({ role: 'client' } as const);
  const link = encodeLink('https://b.example', {
    ...invited,
    service,
    room: bytes(room),
    secret: bytes(room + 100),
    startsAt,
  });
  return new URL(link).hash;
}

/** What a browser keeps, in memory: shared by all stores that are opened on it, and broken as a test likes. */
export class Device {
  visit: string | null = null;
  readonly remembered = new Map<string, { readonly text: string; readonly until: number | undefined }>();
  readonly ended = new Set<string>();
  readonly opened: StorageMode[] = [];
  trouble: RecordTrouble | null = null;
  wipeResult: WipeResult = 'wiped';
  wipes = 0;
  isCodeMissing = false;
  /** What a save waits for before it writes. */
  hold: Promise<void> = Promise.resolve();
  /** What a wipe waits for before it resolves. */
  holdWipe: Promise<void> = Promise.resolve();

  get isEmpty(): boolean {
    return this.visit === null && this.remembered.size === 0 && this.ended.size === 0;
  }

  readonly open = async (mode: StorageMode): Promise<RecordStore> => {
    await Promise.resolve();
    if (this.isCodeMissing) throw new TypeError('Failed to fetch dynamically imported module');
    this.opened.push(mode);
    let isOver = false;
    const save = async (write: () => void): Promise<'saved' | 'failed'> => {
      await this.hold;
      if (isOver || this.trouble) return 'failed';
      if (mode !== 'shared') write();
      return 'saved';
    };
    const trouble = (): RecordTrouble | null => this.trouble;
    return {
      mode,
      problems: [],
      get works() {
        return trouble() ? ('no' as const) : ('yes' as const);
      },
      get reason() {
        return trouble();
      },
      loadVisit: async () => Promise.resolve(mode === 'shared' ? null : valueOf(this.visit)),
      saveVisit: async (value) => save(() => (this.visit = JSON.stringify(value))),
      loadRemembered: async (name) =>
        Promise.resolve(mode === 'shared' ? null : valueOf(this.remembered.get(name)?.text ?? null)),
      saveRemembered: async (name, value, until) =>
        mode === 'remember' ? save(() => this.remembered.set(name, { text: JSON.stringify(value), until })) : 'notKept',
      forgetRemembered: async (name) => Promise.resolve(void this.remembered.delete(name)),
      endedRooms: async () => Promise.resolve([...this.ended]),
      markEnded: async (room) => save(() => this.ended.add(room)),
      wipe: async () => {
        isOver = true;
        this.clear();
        await this.holdWipe;
        return this.wipeResult;
      },
    };
  };

  clear(): void {
    this.wipes += 1;
    this.visit = null;
    this.remembered.clear();
    this.ended.clear();
  }
}

function valueOf(text: string | null): unknown {
  return text === null ? null : (JSON.parse(text) as unknown);
}

/** A meeting that does what a test says. */
export class FakeMeeting implements Meeting {
  readonly names: string[] = [];
  readonly passwords: string[] = [];
  readonly permitted: boolean;
  readonly over: Promise<Ending>;
  leaves = 0;
  #isOver = false;
  #resolve: (ending: Ending) => void = () => undefined;

  constructor(readonly request: MeetingRequest) {
    this.permitted = usePermit(request.permit);
    this.over = new Promise((resolve) => (this.#resolve = resolve));
  }

  phase(): 'over' | 'room' {
    return this.#isOver ? 'over' : 'room';
  }

  fire(...events: readonly MeetingEvent[]): void {
    for (const event of events) this.request.onEvent(event);
  }

  end(ending: Ending): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#resolve(ending);
    this.fire(ending, { kind: 'over', ending });
  }

  leave(): Promise<Ending> {
    this.leaves += 1;
    return this.over;
  }

  leaveNow(): void {
    this.end({ kind: 'leftByMyself' });
  }

  givePassword(password: string): boolean {
    return this.passwords.push(password) > 0;
  }

  rename(name: string): boolean {
    return this.names.push(name) > 0;
  }
}

export const FINE: BrowserVerdict = { join: 'yes', e2ee: 'yes', inApp: false, failed: [] };

/** A visit on these ports, whatever the doorstep hands on. */
export function visitOf(ports: VisitPorts): VisitMaker {
  return class extends Visit {
    constructor(_door: DoorPorts, language: string, show: (view: View) => void) {
      super(ports, language, show);
    }
  };
}

/** Everything outside a visit, under the hand of a test. */
export class World {
  now = NOW;
  files = fixtureFiles();
  verdict = FINE;
  isOffline = false;
  isReload = false;
  readonly device = new Device();
  readonly meetings: FakeMeeting[] = [];
  readonly pages: string[] = [];
  readonly timers: { readonly at: number; readonly act: () => void }[] = [];
  /** Names of the meetings that tabs of this browser have. */
  readonly claims = new Set<string>();
  releases = 0;
  reloads = 0;
  forgets = 0;
  meetingsLoaded = 0;
  /** Languages that cannot be loaded. */
  readonly deaf = new Set<string>();
  readonly interfaces: string[] = [];
  holdPainting: Promise<void> = Promise.resolve();
  loadVisit: VisitPorts['loadVisit'] = async () => Promise.resolve({ Visit: visitOf(this.ports) });
  openMailbox: VisitPorts['openMailbox'] = async () => Promise.resolve(null);
  sealReceipt: VisitPorts['sealReceipt'] = async () => Promise.resolve(null);
  readonly saved: { readonly name: string; readonly text: string }[] = [];
  holdClaim: Promise<void> = Promise.resolve();
  holdMeetings: Promise<void> = Promise.resolve();
  holdFiles: Promise<void> = Promise.resolve();
  meetingsBroken = 0;
  #ids = 0;

  readonly ports: VisitPorts = {
    now: () => this.now,
    later: (milliseconds, act) => void this.timers.push({ at: this.now + milliseconds, act }),
    randomId: () => `id-${String((this.#ids += 1))}`,
    fetchText: async (path) => {
      await this.holdFiles;
      if (this.isOffline) throw new TypeError('Failed to fetch');
      return serve(this.files)(path);
    },
    checkBrowser: () => this.verdict,
    mayHaveVisit: () => this.isReload,
    painted: () => this.holdPainting,
    loadVisit: () => this.loadVisit(),
    openRecords: this.device.open,
    loadMeetings: async () => {
      this.meetingsLoaded += 1;
      await this.holdMeetings;
      if (this.meetingsBroken > 0) {
        this.meetingsBroken -= 1;
        throw new TypeError('Failed to fetch dynamically imported module');
      }
      return {
        openMeeting: (request) => {
          const meeting = new FakeMeeting(request);
          this.meetings.push(meeting);
          return meeting;
        },
      };
    },
    switchLanguage: async (code) => {
      await Promise.resolve();
      if (this.deaf.has(code)) return false;
      this.interfaces.push(code);
      return true;
    },
    claim: async (name) => {
      await this.holdClaim;
      if (this.claims.has(name)) return null;
      this.claims.add(name);
      return {
        release: () => {
          this.releases += 1;
          this.claims.delete(name);
        },
      };
    },
    forgetTab: () => {
      this.forgets += 1;
      this.device.visit = null;
    },
    reloadPage: () => {
      this.reloads += 1;
    },
    replacePage: (address) => void this.pages.push(address),
    openMailbox: (secret) => this.openMailbox(secret),
    sealReceipt: (receipt, key) => this.sealReceipt(receipt, key),
    writeReceiptFile,
    saveFile: (name, text) => void this.saved.push({ name, text }),
  };

  turn(milliseconds: number): void {
    this.now += milliseconds;
    for (const timer of this.timers.filter(({ at }) => at <= this.now)) {
      this.timers.splice(this.timers.indexOf(timer), 1);
      timer.act();
    }
  }

  get meeting(): FakeMeeting {
    const last = this.meetings.at(-1);
    if (!last) throw new Error('no meeting');
    return last;
  }
}

/** A page with a visit on it, and somebody who uses it. */
export class Somebody {
  readonly views: View[] = [];
  readonly doorstep: Doorstep;

  constructor(
    readonly world: World = new World(),
    language = 'de',
  ) {
    this.doorstep = new Doorstep(world.ports, language, (view) => this.views.push(view));
  }

  static async at(link: string = fragment(), world: World = new World()): Promise<Somebody> {
    const somebody = new Somebody(world);
    await somebody.doorstep.start(link);
    return somebody;
  }

  get view(): View {
    const last = this.views.at(-1);
    if (!last) throw new Error('nothing was shown');
    return last;
  }

  /** In one word: the step, the stage of the meeting, the ending, the code of the problem, or the kind of view. */
  get sees(): string {
    const { view } = this;
    if (view.kind === 'step') return view.step;
    if (view.kind === 'meeting') return `meeting: ${view.meeting.stage}`;
    if (view.kind === 'ending') return `ending: ${view.ending}`;
    return view.kind === 'problem' ? view.problem.code : view.kind;
  }

  get context(): StepContext {
    const { view } = this;
    if (view.kind === 'step' || view.kind === 'meeting' || view.kind === 'ending') return view.context;
    throw new Error(`no context in ${this.sees}`);
  }

  get storage(): StepContext['storage'] {
    return this.context.storage;
  }

  wish(wish: Wish): Promise<void> {
    return this.doorstep.wish(wish);
  }

  tell(...told: readonly Told[]): Promise<void> {
    return this.wish({ kind: 'tell', told });
  }

  /** Answers what the step on screen asks, like an adult who agrees and is alone. */
  async answer(): Promise<void> {
    const { view } = this;
    if (view.kind !== 'step') throw new Error(`no step: ${this.sees}`);
    await this.tell(...answersTo(view.step, view.context));
  }

  /** Goes on until this step is on screen. */
  async goTo(step: string): Promise<void> {
    for (let count = 0; this.sees !== step; count += 1) {
      if (count > 20) throw new Error(`no way from ${this.sees} to ${step}`);
      await this.answer();
    }
  }

  /** Enters; resolves when the meeting has been opened. */
  async enter(): Promise<FakeMeeting> {
    await this.goTo('waiting');
    await this.wish({ kind: 'enter' });
    await this.place();
    return this.world.meeting;
  }

  async place(): Promise<void> {
    await this.wish({ kind: 'frameReady', place: {} as HTMLElement, title: 'Videoberatung' });
  }

  async enterRoom(): Promise<FakeMeeting> {
    const meeting = await this.enter();
    meeting.fire({ kind: 'connecting' }, { kind: 'inLobby' }, { kind: 'admitted' });
    return meeting;
  }
}

/** More than any profile asks; the gate keeps what is asked. */
const DETAILS = {
  name: 'Anna Ahrens',
  birthDate: '1980-02-01',
  street: 'Lindenweg 3',
  postalCode: '30159',
  city: 'Hannover',
  phone: '0511 123456',
  email: 'anna@example.org',
};

export function answersTo(step: string, { missing, plan }: StepContext): readonly Told[] {
  const statements = missing.flatMap((lack) => (lack.what === 'statement' ? [lack] : []));
  const texts = statements.map(({ textId, kind, person }) => {
    const found = plan.statements.find(({ text }) => text.id === textId);
    if (!found) throw new Error(`no text ${textId}`);
    return { text: found.text, kind, person };
  });
  switch (step) {
    case 'arrive':
      return [{ type: 'begun' }];
    case 'browser':
      return [{ type: 'browserChecked', browser: { join: true, e2ee: true, acknowledged: true } }];
    case 'information':
      return texts.map(({ text }) => ({ type: 'informed', text }));
    case 'consent':
      return texts.map(({ text }) => ({ type: 'decided', text, decision: 'given' }));
    case 'details':
      return [{ type: 'detailsGiven', details: DETAILS }];
    case 'minor':
      return [{ type: 'minorAnswered', answer: { age: 'adult' } }];
    case 'review':
      return [{ type: 'signed', name: 'Anna Ahrens', place: 'Hannover' }];
    case 'assurances':
      if (missing.some(({ what }) => what === 'people')) return [{ type: 'peopleNamed', people: [] }];
      return texts.map(({ text, person }) => ({ type: 'promised', text, person, given: true }));
    case 'pledge':
      return texts.map(({ text, person }) => ({ type: 'promised', text, person, given: true }));
    case 'devices':
      return [
        { type: 'devicesChosen', devices: { camera: 'on', microphone: 'on', cameraId: 'c1' }, displayName: 'Anna' },
      ];
    default:
      throw new Error(`nothing to answer on ${step}`);
  }
}

/** Lets everything happen that waits for nothing but its turn, hashing in other threads included. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await setImmediate();
}

/** A promise and its key. */
export function gate(): { readonly held: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { held, open };
}

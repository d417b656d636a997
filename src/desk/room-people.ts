import type { Appointment, InvitedPerson } from '../appointment/appointment.ts';
import type { Assessment } from '../gate/assessment.ts';
import type { GatePlan } from '../gate/plan.ts';
import type { Service } from '../service/load.ts';
import { makePlan } from '../service/plan.ts';
import { knockerView, withdrawn } from './admission.ts';
import { FirstLooks } from './first-looks.ts';
import { Identities } from './identities.ts';
import type { Subject } from './ledger.ts';
import type { Papers } from './papers.ts';
import { isSaying, receiptFor, type HeldReceipt, type PersonBox } from './person-box.ts';
import type { DeskPorts } from './ports.ts';
import { Presence, type Admitted } from './presence.ts';
import type { Present, Questions } from './questions.ts';
import type { ReceiptsInbox } from './receipts-inbox.ts';
import type { RoomState } from './room-state.ts';
import type { ExpectedView, InsideView, KnockerView } from './view.ts';

/** What is being done about one knocking person, or did not work. */
export interface Doing {
  readonly knocking: RoomState['knocking'][number];
  readonly doing: KnockerView['doing'];
  readonly failed: KnockerView['failed'];
}

export interface PeopleHost {
  appointment(): Appointment;
  service(): Service;
  state(): RoomState;
  questions(): Questions;
  papers(): Papers;
  changed(): void;
}

interface Assessed {
  readonly at: number;
  readonly session: string | null;
  readonly code: string;
  readonly assessment: Assessment;
}

/** Milliseconds for which an assessment holds: consents expire. */
const ASSESSED = 60_000;

/** Who knocks, who is inside and who is expected, as one picture of room, mailboxes and invitations. Decides nothing. */
export class RoomPeople {
  readonly presence = new Presence();
  /** By id in the lobby. */
  readonly doings = new Map<string, Doing>();
  readonly #ports: DeskPorts;
  readonly #inbox: ReceiptsInbox;
  readonly #host: PeopleHost;
  readonly #identities: Identities;
  readonly #looks: FirstLooks;
  readonly #room: string;
  readonly #plans = new Map<InvitedPerson['role'], GatePlan>();
  /** Only what did not change since is kept; with 500 people knocking each look would otherwise assess them all. */
  readonly #assessed = new WeakMap<HeldReceipt, Assessed>();

  constructor(ports: DeskPorts, inbox: ReceiptsInbox, room: string, host: PeopleHost) {
    this.#ports = ports;
    this.#inbox = inbox;
    this.#host = host;
    this.#room = room;
    this.#identities = new Identities(ports, room, () => this.#identified());
    this.#looks = new FirstLooks(ports, {
      identityOf: (shown) => this.#identities.of(shown),
      boxes: () => inbox.boxes,
      lookFor: (person) => inbox.lookFor(person),
      isSaying: (person) => isSaying(inbox.box(person)),
      changed: () => host.changed(),
    });
  }

  /** Takes note of who is invited and which profile versions their receipts name. To be called when the mailboxes change. */
  learn(): void {
    const named = this.#inbox.boxes.flatMap(({ receipts }) =>
      receipts.map(({ receipt }) => receipt.notice?.profile.version ?? null),
    );
    const versions = new Set([this.#host.service().profile.version, ...named.filter((one) => one !== null)]);
    this.#identities.expect(this.#host.appointment().people, [...versions]);
  }

  /** Everybody who knocks, and for a while those who were gone before they could be let in. */
  knocking(): readonly KnockerView[] {
    const { knocking } = this.#host.state();
    const here = new Set(knocking.map(({ id }) => id));
    const codes = new Map<string, number>();
    for (const { name } of knocking) {
      const { code } = this.#identities.of(name);
      if (code !== null) codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    const vouched = this.#vouchedCodes();
    const gone = [...this.doings.values()].filter((one) => one.failed !== null && !here.has(one.knocking.id));
    return [
      ...knocking.map((one) => this.#knocker(one, this.doings.get(one.id) ?? null, codes, vouched)),
      ...gone.map((one) => this.#knocker({ ...one.knocking, there: 'maybe' }, one, codes, vouched)),
    ];
  }

  knocker(id: string): KnockerView | null {
    return this.knocking().find((one) => one.id === id) ?? null;
  }

  /** Has the code of this knocking person been compared? Before that nobody can be written down as anybody. */
  isCompared(id: string): boolean {
    const shown = this.shownName(id);
    return shown === null || this.#identities.of(shown).isKnown;
  }

  /** The name as it stands in the lobby; null: nobody knocks under that id. */
  shownName(id: string): string | null {
    return this.#host.state().knocking.find((one) => one.id === id)?.name ?? null;
  }

  inside(): readonly InsideView[] {
    return this.#host.state().people.map(({ id, name, moderates, e2eeSupported, e2eeEnabled }) => {
      const admitted = this.presence.of(id);
      return {
        id,
        name: admitted?.name ?? this.#identities.of(name).name,
        invited: admitted?.person ?? null,
        record: admitted && this.recordOf(admitted),
        e2eeSupported,
        e2eeEnabled,
        isIntruder: moderates === true,
        hasPledged: admitted && this.#hasPledged(admitted),
      };
    });
  }

  expected(knocking: readonly KnockerView[]): readonly ExpectedView[] {
    const elsewhere = new Set([
      ...knocking.map(({ invited }) => invited?.id),
      ...this.presence.inside.map(({ person }) => person?.id),
    ]);
    return this.#inbox.boxes
      .filter(({ person }) => !elsewhere.has(person.id))
      .map(({ person, stage, seen }) => ({ person, stage, seen }));
  }

  /** Who has to agree before a further person comes in. */
  present(): Present {
    const { people } = this.#host.state();
    const clients = this.presence.inside.flatMap(({ person }) => (person?.role === 'client' ? [person] : []));
    return {
      clients: [...new Map(clients.map((client) => [client.id, client])).values()],
      hasUnknown: people.some(({ id }) => !this.presence.of(id)?.person),
      canBeAsked: !this.#inbox.boxes.some(({ line }) => line === 'absent'),
    };
  }

  /** Compares the list of people in the room with those who were let in; returns who has just come. */
  arrived(): readonly Admitted[] {
    return this.presence.update(this.#host.state().people, (shown) => this.#identities.of(shown));
  }

  /** Everybody in the room who was let in here. */
  subjects(): readonly Subject[] {
    return this.presence.inside.map((admitted) => this.subjectOf(admitted));
  }

  subjectOf(admitted: Pick<Admitted, 'person' | 'record' | 'code' | 'name'>): Subject {
    const { person, name } = admitted;
    const appointment = this.#host.appointment().id;
    return { appointment, person: person?.id ?? null, record: this.recordOf(admitted), name };
  }

  /** The receipt may have come after the person. */
  recordOf({ record, person, code }: Pick<Admitted, 'person' | 'record' | 'code'>): string | null {
    return record ?? this.#held(person, code)?.receipt.recordId ?? null;
  }

  /** The room is empty, or is to be. */
  clear(): void {
    this.presence.clear();
    this.doings.clear();
  }

  /** Somebody has just knocked: what lies in their mailbox is looked for at once. */
  lookFor(ids: readonly string[]): void {
    this.#looks.knocked(ids);
    this.#looks.goOn(this.#host.state().knocking);
  }

  #identified(): void {
    this.#looks.goOn(this.#host.state().knocking);
    this.#host.changed();
  }

  #held(person: InvitedPerson | null, code: string | null): HeldReceipt | null {
    const box = person && this.#inbox.box(person.id);
    return box && receiptFor(box, code);
  }

  #knocker(
    knocking: RoomState['knocking'][number],
    doing: Doing | null,
    codes: ReadonlyMap<string, number>,
    vouched: ReadonlySet<string>,
  ): KnockerView {
    const identity = this.#identities.of(knocking.name);
    const { code, person } = identity;
    const isInside = code !== null && this.presence.hasCode(code, knocking.id, this.#ports.now());
    const box = person && this.#inbox.box(person.id);
    return knockerView({
      knocking,
      identity,
      box,
      isLooking: this.#looks.isOn(knocking.id),
      isOthersCode: code !== null && vouched.has(code),
      isTwice: code !== null && ((codes.get(code) ?? 0) > 1 || isInside),
      others: this.#host.questions().stateOf(person),
      paper: person && this.#host.papers().holding(person, this.#planFor(person.role)),
      e2eePolicy: this.#host.appointment().e2ee,
      doing: doing?.doing ?? null,
      failed: doing?.failed ?? null,
      assess: (held, shown) => (box ? this.#assess(box, held, shown) : { state: 'notVerifiable', doubts: [] }),
    });
  }

  #assess({ person, isWithdrawn, session }: PersonBox, held: HeldReceipt, code: string): Assessment {
    const now = this.#ports.now();
    const plan = this.#planFor(person.role);
    const before = this.#assessed.get(held);
    const isSame = before?.session === session && before.code === code;
    let assessment = before?.assessment;
    if (!before || !assessment || !isSame || now < before.at || now - before.at >= ASSESSED) {
      const { receipt, verification } = held;
      const appointment = this.#host.appointment();
      const expected = { plan, appointment, person, code, session, room: this.#room };
      assessment = this.#ports.assess({ receipt, verification, ...expected, now });
      this.#assessed.set(held, { at: now, session, code, assessment });
    }
    return isWithdrawn ? withdrawn(assessment, plan, this.#host.service()) : assessment;
  }

  #planFor(role: InvitedPerson['role']): GatePlan {
    const { profile, refs } = this.#host.service();
    const plan = this.#plans.get(role) ?? makePlan(profile, refs, role);
    this.#plans.set(role, plan);
    return plan;
  }

  /** Codes for which some receipt vouches, whoever shows them. */
  #vouchedCodes(): ReadonlySet<string> {
    return new Set(
      this.#inbox.boxes.flatMap(({ receipts }) => receipts.flatMap(({ receipt }) => receipt.checkCode ?? [])),
    );
  }

  #hasPledged({ person, code, record }: Admitted): boolean | null {
    const onPaper = record !== null && record === person?.id ? this.#host.papers().receiptOf(record) : null;
    const { pledges = [] } = onPaper ?? this.#held(person, code)?.receipt ?? {};
    return pledges.length === 0 ? null : pledges.every(({ decision }) => decision === 'given');
  }
}

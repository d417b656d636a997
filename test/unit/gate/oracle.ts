import type { Acceptance } from '../../../src/gate/acceptance.ts';
import type { GatePlan, PersonRole, StatementPlan, TextRef } from '../../../src/gate/plan.ts';
import type { GateEvent, GateState, Person } from '../../../src/gate/state.ts';

/*
 * The law, written a second time from requirements.md and design.md §3, on purpose without a line of the gate's own code:
 * one long conjunction over the state, and one reading of the events alone.
 */

function same(a: TextRef, b: TextRef): boolean {
  return `${a.id}#${a.version}#${a.sha256}` === `${b.id}#${b.version}#${b.sha256}`;
}

/** Local calendar day as YYYY-MM-DD, so that birthdays can be compared as words. */
function dayOf(now: number): string {
  const date = new Date(now);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

/** Has somebody born on `birth` completed that many years today? */
function completed(birth: string, years: number, now: number): boolean {
  return `${Number(birth.slice(0, 4)) + years}${birth.slice(4)}` <= dayOf(now);
}

/** Says whether the gate may be open. Knows the eight values of the fixtures only: every date of birth in them is real. */
export function mayOpen(plan: GatePlan, state: GateState, clock: number): boolean {
  if (!Number.isFinite(clock)) return false;
  const now = clock > state.latest ? clock : state.latest;
  const { visit, browser, devices, signature, minor } = state;
  if (!visit || !browser || !devices || state.ending !== null || !state.begun) return false;
  if (visit.startsAt !== null && now - visit.startsAt >= plan.linkHolds) return false;

  if (!browser.join) return false;
  if (!browser.e2ee && plan.e2ee === 'required') return false;
  if (!browser.e2ee && plan.e2ee === 'preferred' && plan.browserPolicy === 'block') return false;
  if (!browser.e2ee && plan.e2ee === 'preferred' && plan.browserPolicy === 'warn' && !browser.acknowledged)
    return false;

  if (plan.fields.length > 0 && state.details === null) return false;
  const birth = state.details?.birthDate;
  for (const { id, need } of plan.fields) {
    const content = state.details?.[id] ?? '';
    if (need === 'required' && content === '') return false;
    if (id === 'email' && content !== '' && !content.includes('@')) return false;
  }
  if (birth !== undefined && birth > dayOf(now)) return false;

  let byGuardian = false;
  let duty: StatementPlan | undefined;
  if (plan.minors.policy !== 'none') {
    if (birth === undefined && minor === null) return false;
    const isMinor = birth === undefined ? minor?.age === 'minor' : !completed(birth, 18, now);
    if (isMinor) {
      const { policy, minAge, statements } = plan.minors;
      if (policy === 'capacity' && birth === undefined && minor?.years === undefined) return false;
      const isOld = birth === undefined ? (minor?.years ?? 0) >= minAge : completed(birth, minAge, now);
      byGuardian = policy === 'guardian' || (policy === 'capacity' && !isOld);
      duty = byGuardian ? statements.guardian : policy === 'capacity' ? statements.capacity : statements.confidential;
      if (!duty) return false;
      if (
        byGuardian &&
        (!minor?.guardian || minor.guardian.name.trim() === '' || minor.guardian.relation.trim() === '')
      )
        return false;
    }
  }
  const declarer = byGuardian ? 'guardian' : 'self';

  const last = new Map<string, Acceptance>();
  for (const said of state.acceptances) last.set(`${said.person} ${said.text.id}`, said);
  const word = (asked: StatementPlan, person: string): string => {
    const said = last.get(`${person} ${asked.text.id}`);
    if (!said || said.decision === 'withdrawn' || said.at > now) return 'none';
    if (said.kind !== asked.kind || !same(said.text, asked.text)) return 'none';
    if (asked.kind === 'assurance' || asked.kind === 'pledge')
      return said.session === visit.session ? said.decision : 'none';
    if (asked.kind !== 'information' && said.by !== declarer) return 'none';
    const holds =
      plan.consentHolds === 'appointment' ? said.appointment === visit.appointment : now - said.at < plan.consentHolds;
    return holds ? said.decision : 'none';
  };
  const suffices = (asked: StatementPlan, person: string): boolean => {
    const said = word(asked, person);
    return said === 'given' || (said === 'refused' && asked.need === 'optional');
  };

  if (duty && word(duty, 'self') !== 'given') return false;
  let isInformed = false;
  for (const asked of plan.statements) {
    const concernsMe = asked.roles.includes(visit.role);
    if (concernsMe && !suffices(asked, 'self')) return false;
    isInformed ||= concernsMe && asked.kind === 'information';
    const pending = state.decisions[asked.text.id];
    if (concernsMe && pending && same(pending.text, asked.text) && pending.decision !== word(asked, 'self'))
      return false;
    if (asked.kind !== 'assurance' && asked.kind !== 'pledge') continue;
    for (const { id, role } of state.people ?? []) if (asked.roles.includes(role) && !suffices(asked, id)) return false;
  }
  if (!isInformed) return false;
  const asksAboutRoom = plan.steps.includes('assurances') || plan.statements.some(({ kind }) => kind === 'assurance');
  if (asksAboutRoom && state.people === null) return false;
  if (!plan.othersInRoom && (state.people ?? []).length > 0 && asksAboutRoom) return false;

  const declares = plan.statements.some(
    ({ kind, roles }) => (kind === 'consent' || kind === 'acknowledgement') && roles.includes(visit.role),
  );
  if (declares && (!signature || (plan.typedName && signature.name.trim() === ''))) return false;
  if ((state.displayName ?? '').trim() === '') return false;
  return !(plan.camera === 'required' && devices.camera === 'none');
}

/** What was really done, read off the events alone: the last signed decision on each wording, the last promise of each person. */
export class History {
  #alive = false;
  #role: PersonRole = 'client';
  #pending = new Map<string, string>();
  #signed = new Map<string, string>();
  /** The same for acknowledgements: what was taken note of is not undone by withdrawing a consent. */
  #noted = new Map<string, string>();
  #promised = new Map<string, boolean>();
  #people: readonly Person[] = [];

  note(event: GateEvent, othersInRoom: boolean): void {
    if (event.type === 'arrived') {
      if (!this.#alive && event.visit) {
        this.#alive = true;
        this.#role = event.visit.role;
      }
      return;
    }
    if (!this.#alive) return;
    if (event.type === 'decided' && event.text) this.#pending.set(event.text.sha256, event.decision);
    if (event.type === 'signed') {
      for (const [wording, decision] of this.#pending) {
        this.#signed.set(wording, decision);
        this.#noted.set(wording, decision);
      }
    }
    if (event.type === 'promised' && event.text)
      this.#promised.set(`${event.person} ${event.text.sha256}`, event.given === true);
    if (event.type === 'peopleNamed') this.#named(event.people, othersInRoom);
    if (event.type === 'withdrawn' || event.type === 'declined') {
      this.#pending.clear();
      this.#signed.clear();
    }
    if (event.type === 'declined') this.#noted.clear();
    if (event.type === 'withdrawn' || event.type === 'declined' || event.type === 'ended') this.#alive = false;
  }

  /** A new visit on a device that remembers acceptances: promises and unsigned answers are gone. */
  comeBack(): void {
    this.#alive = false;
    this.#pending.clear();
    this.#promised.clear();
    this.#people = [];
  }

  /** Says whether everything that this plan requires was done by hand. Names what was not. */
  lacks(plan: GatePlan): readonly string[] {
    const required = plan.statements.filter(({ need }) => need === 'required');
    const people: readonly Person[] = [{ id: 'self', role: this.#role }, ...this.#people];
    return required.flatMap(({ kind, text, roles }) => {
      if (kind === 'consent' || kind === 'acknowledgement') {
        const done = kind === 'consent' ? this.#signed : this.#noted;
        return !roles.includes(this.#role) || done.get(text.sha256) === 'given' ? [] : [text.id];
      }
      if (kind !== 'assurance' && kind !== 'pledge') return [];
      return people
        .filter(({ id, role }) => roles.includes(role) && this.#promised.get(`${id} ${text.sha256}`) !== true)
        .map(({ id }) => `${id} ${text.id}`);
    });
  }

  #named(people: unknown, othersInRoom: boolean): void {
    if (!Array.isArray(people) || (people.length > 0 && !othersInRoom)) return;
    const named: readonly Person[] = people;
    const wrong = named.some(({ id, role }) => id === 'self' || role === 'client');
    if (wrong || new Set(named.map(({ id }) => id)).size !== named.length) return;
    for (const before of this.#people) {
      if (named.some(({ id, role }) => id === before.id && role === before.role)) continue;
      for (const key of [...this.#promised.keys()]) if (key.startsWith(`${before.id} `)) this.#promised.delete(key);
    }
    this.#people = named;
  }
}

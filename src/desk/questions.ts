import type { InvitedPerson } from '../appointment/appointment.ts';
import type { SendResult } from '../mailbox/mailbox-shape.ts';
import type { CounsellorMessage } from '../mailbox/messages.ts';
import type { DeskPorts } from './ports.ts';
import type { KnockerView, RoomView } from './view.ts';

/** Milliseconds for an answer; after them silence is no. */
const PATIENCE = 60_000;
/** Longest name in a question, as the mailbox allows. */
const NAME_MAX = 60;

export type Answer = 'yes' | 'no' | 'noAnswer';

/** Who has to agree: the clients in the room, and whether somebody is there who cannot be asked. */
export interface Present {
  readonly clients: readonly InvitedPerson[];
  /** Somebody in the room is nobody whom a question would reach. */
  readonly hasUnknown: boolean;
  /** False: there is no mailbox, so no question reaches anybody and no answer comes. */
  readonly canBeAsked: boolean;
}

export interface QuestionsHost {
  send(people: readonly InvitedPerson[], message: CounsellorMessage): Promise<readonly SendResult[]>;
  present(): Present;
  /** One client's answer is final. */
  decided(client: InvitedPerson, about: InvitedPerson, decision: Answer): void;
  /** The question is settled, by the answers of all. */
  settled(about: InvitedPerson, decision: Answer): void;
  changed(): void;
}

interface Open {
  readonly id: string;
  readonly knocker: string;
  readonly about: InvitedPerson;
  readonly asked: readonly InvitedPerson[];
  readonly answers: Map<string, 'yes' | 'no'>;
  /** The question did not reach these; nobody has to wait for them. */
  readonly unreached: Set<string>;
}

/**
 * Asks every client in the room, on their own screen, whether a further person may come in. One question at
 * a time. No answer is no.
 */
export class Questions {
  readonly #ports: Pick<DeskPorts, 'now' | 'later' | 'randomId'>;
  readonly #host: QuestionsHost;
  #open: Open | null = null;
  /** What each client said about each further person: `further/client`. */
  readonly #said = new Map<string, Answer>();

  constructor(ports: Pick<DeskPorts, 'now' | 'later' | 'randomId'>, host: QuestionsHost) {
    this.#ports = ports;
    this.#host = host;
  }

  /** The question that is open now, for the page. */
  get view(): RoomView['question'] {
    const open = this.#open;
    if (!open) return null;
    const answers = open.asked.map((person) => ({ person, decision: open.answers.get(person.id) ?? null }));
    return { knocker: open.knocker, answers };
  }

  /** What stands between this person and the room. A client who came in since the answers has to be asked as well. */
  stateOf(person: InvitedPerson | null): KnockerView['others'] {
    // Of somebody who is not recognised no role is known, so no question can be put; plain admission is closed anyway.
    if (!person || person.role === 'client') return 'notNeeded';
    if (this.#open?.about.id === person.id) return 'asking';
    const { clients, hasUnknown, canBeAsked } = this.#host.present();
    const said = clients.map((client) => this.#said.get(`${person.id}/${client.id}`));
    if (said.includes('no')) return 'refused';
    const isAgreed = said.length > 0 && said.every((decision) => decision === 'yes');
    if (!canBeAsked && !isAgreed) return 'cannotAsk';
    if (said.includes('noAnswer')) return 'noAnswer';
    if (!isAgreed) return 'toAsk';
    return hasUnknown ? 'noAnswer' : 'agreed';
  }

  /** Asks the clients who are in the room. Does nothing while another question is open, or when nobody can be asked. */
  async ask(knocker: string, about: InvitedPerson, name: string): Promise<void> {
    const { clients, canBeAsked } = this.#host.present();
    // Who was never asked has not kept silent either: nothing is written down.
    if (this.#open || about.role === 'client' || clients.length === 0 || !canBeAsked) return;
    const id = this.#ports.randomId();
    const open: Open = { id, knocker, about, asked: clients, answers: new Map(), unreached: new Set() };
    this.#open = open;
    this.#ports.later(PATIENCE, () => this.#settle(open));
    this.#host.changed();
    const called = (about.label === '' ? name : about.label).trim().slice(0, NAME_MAX);
    const question = { kind: 'question', at: this.#ports.now(), id, role: about.role, name: called } as const;
    const sent = await this.#host.send(clients, question);
    clients.forEach((client, index) => {
      if (!sent[index]?.ok) open.unreached.add(client.id);
    });
    this.reconsider();
  }

  /** A client answered. Only the first word counts, only of those who were asked, and only while the question is open. */
  answered(client: InvitedPerson, question: string, decision: 'yes' | 'no'): void {
    const open = this.#open;
    if (open?.id !== question || open.answers.has(client.id)) return;
    if (!open.asked.some(({ id }) => id === client.id)) return;
    open.answers.set(client.id, decision);
    this.#host.changed();
    this.reconsider();
  }

  /** Looks whether there is anybody left to wait for: one no is enough, and who left need not answer. */
  reconsider(): void {
    const open = this.#open;
    if (!open) return;
    const here = new Set(this.#host.present().clients.map(({ id }) => id));
    const isOpen = open.asked.some(({ id }) => here.has(id) && !open.answers.has(id) && !open.unreached.has(id));
    if (!isOpen || [...open.answers.values()].includes('no')) this.#settle(open);
  }

  /** The further person is gone, or the room is: nobody needs to answer any more. */
  drop(stillKnocks: (knocker: string) => boolean): void {
    const open = this.#open;
    if (!open || stillKnocks(open.knocker)) return;
    this.#close(open);
  }

  #settle(open: Open): void {
    if (open !== this.#open) return;
    const here = new Set(this.#host.present().clients.map(({ id }) => id));
    const decisions = open.asked.map((client): Answer => {
      const decision = open.answers.get(client.id) ?? 'noAnswer';
      this.#said.set(`${open.about.id}/${client.id}`, decision);
      if (decision !== 'noAnswer' || here.has(client.id)) this.#host.decided(client, open.about, decision);
      return decision;
    });
    const decision = decisions.includes('no') ? 'no' : decisions.every((one) => one === 'yes') ? 'yes' : 'noAnswer';
    this.#host.settled(open.about, decision);
    this.#close(open);
  }

  #close(open: Open): void {
    this.#open = null;
    void this.#host.send(open.asked, { kind: 'questionClosed', at: this.#ports.now(), id: open.id });
    this.#host.changed();
  }
}

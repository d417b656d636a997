import type { Appointment } from '../appointment/appointment.ts';
import type { Problem } from '../errors.ts';
import type { GermanWords } from '../records/german-words.ts';
import type { FiledReceipt } from '../records/office-shape.ts';
import type { Service } from '../service/load.ts';
import type { Site } from '../service/site-schema.ts';
import type { DeskContext, DeskPage, DeskView, Invitation, NoteView, PaperView, RoomView } from './view.ts';
import type { ReceiptsWork } from './receipts-work.ts';

/** Which page the counsellor is on. What stands on it is looked up when it is shown. */
export type DeskPlace =
  | { readonly page: 'appointments' | 'receipts' | 'settings' | 'room' }
  | { readonly page: 'newAppointment'; readonly template: Appointment | null }
  | {
      readonly page: 'appointment' | 'opening';
      readonly id: string;
      readonly service: Service;
      readonly notes: readonly NoteView[];
    }
  | { readonly page: 'receipt'; readonly filed: FiledReceipt; readonly german: GermanWords };

/** Everything that decides what is on screen. */
export interface DeskSituation {
  readonly site: Site | null;
  /** What keeps the page from working at all; null: nothing. */
  readonly broken: Problem | null;
  readonly door: { readonly state: 'new' | 'locked'; readonly busy: boolean; readonly problem: Problem | null } | null;
  /** Null while nobody has unlocked the office. */
  readonly context: DeskContext | null;
  readonly place: DeskPlace;
  readonly appointments: readonly Appointment[];
  readonly invitations: (appointment: Appointment, service: Service) => readonly Invitation[];
  /** The signed form that is recorded of somebody invited, by id; null: none. */
  readonly paperOf: (person: string) => PaperView | null;
  readonly receipts: ReceiptsWork['list'];
  readonly room: () => RoomView | null;
}

/** Derives what to show. The same situation always gives the same view (house rule 2). */
export function deskView(situation: DeskSituation): DeskView {
  const { site, broken, door, context } = situation;
  if (broken) return { kind: 'broken', problem: broken, site };
  if (context) return { kind: 'desk', context, page: pageOf(situation) };
  return site && door ? { kind: 'door', site, ...door } : { kind: 'loading' };
}

function pageOf(situation: DeskSituation): DeskPage {
  const { place, appointments, receipts } = situation;
  const all: DeskPage = { page: 'appointments', appointments };
  switch (place.page) {
    case 'appointments':
      return all;
    case 'newAppointment':
      return place;
    case 'appointment':
    case 'opening': {
      const { page, service, notes } = place;
      const appointment = appointments.find(({ id }) => id === place.id);
      if (!appointment) return all;
      if (page === 'opening') return { page, appointment, service };
      const papers = appointment.people.flatMap((person) => situation.paperOf(person.id) ?? []);
      const invitations = situation.invitations(appointment, service);
      return { page, appointment, service, invitations, papers, notes };
    }
    case 'room': {
      const room = situation.room();
      return room ? { page: 'room', room } : all;
    }
    case 'receipts':
      return { page: 'receipts', ...receipts };
    case 'receipt':
      return place;
    case 'settings':
      return { page: 'settings' };
  }
}

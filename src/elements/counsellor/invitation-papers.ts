/** What a card needs only when somebody asks for it: QR codes and calendar files are most of the code of invitations. */
export { calendarOf } from '../../appointment/calendar.ts';
export { qrOf } from '../../appointment/qr.ts';
export { sheetOf } from '../../appointment/sheet.ts';
export { printSheet } from './print-sheet.ts';

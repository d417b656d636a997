import { callWords, formatIn, lines, paragraphs, type InvitationFacts, type PaperWords } from './words.ts';

const day = (time: number, zone: string): string => formatIn(zone, 'ru', { dateStyle: 'full' })(time);
const shortDay = (time: number, zone: string): string => formatIn(zone, 'ru', { dateStyle: 'long' })(time);
const clock = (time: number, zone: string): string => formatIn(zone, 'ru', { timeStyle: 'short' })(time);

/** Whoever reads Russian may be in another country: the zone is said. No day or number is put into a case. */
const when = ({ startsAt, minutes, zone }: InvitationFacts): string =>
  lines(
    `Время Вашей встречи: ${day(startsAt, zone)}, ${clock(startsAt, zone)} (время в Германии).`,
    `Продолжительность: примерно ${minutes} мин. Мы разговариваем по видео.`,
  );

const password = ({ hasPassword }: InvitationFacts): string | null =>
  hasPassword ? '– пароль. Мы сообщим его Вам по телефону.' : null;

const terms = ({ contact, isOnDuty }: InvitationFacts): string => {
  const install = 'Ничего устанавливать не нужно.';
  if (isOnDuty) return install;
  return contact.isFree
    ? `${install} Беседа для Вас бесплатна, участие добровольное.`
    : `${install} Участие добровольное.`;
};

export const wordsRu: PaperWords = {
  title: 'Встреча',
  subject: (startsAt, zone) => `Ваша встреча: ${shortDay(startsAt, zone)}, ${clock(startsAt, zone)}`,
  body: (facts) =>
    paragraphs(
      'Здравствуйте,',
      when(facts),
      lines('Ваша личная ссылка:', facts.link),
      facts.isChanged
        ? 'У Вас уже есть другая ссылка на эту встречу? Тогда с этого момента действует только эта.'
        : null,
      'Откройте ссылку за несколько минут до начала. Страница шаг за шагом приведёт Вас к беседе.',
      lines(
        'Вам понадобятся:',
        '– телефон, планшет или компьютер с камерой и микрофоном',
        '– современный браузер',
        '– комната, где Вам никто не мешает',
        password(facts),
      ),
      terms(facts),
      'Ссылка предназначена только для Вас. Не передавайте её другим.',
      lines('У Вас есть вопросы или время не подходит? Позвоните нам:', callWords(facts.contact)),
      'С уважением',
    ),
  shortBody: (facts) =>
    paragraphs(
      when(facts),
      lines('Ваша ссылка:', facts.link),
      facts.hasPassword ? 'Пароль мы сообщим Вам по телефону.' : null,
      `Есть вопросы? ${facts.contact.phone}`,
    ),
  cancelledSubject: (startsAt, zone) => `Ваша встреча отменена: ${shortDay(startsAt, zone)}, ${clock(startsAt, zone)}`,
  cancelledBody: (startsAt, zone, contact) =>
    paragraphs(
      'Здравствуйте,',
      `Ваша встреча не состоится: ${day(startsAt, zone)}, ${clock(startsAt, zone)} (время в Германии). Ссылка на неё Вам больше не нужна.`,
      lines('Хотите назначить новую встречу? Позвоните нам:', callWords(contact)),
      'С уважением',
    ),
  calendarNote: 'Ваша ссылка:',
};

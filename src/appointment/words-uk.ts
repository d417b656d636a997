import { callWords, formatIn, lines, paragraphs, type InvitationFacts, type PaperWords } from './words.ts';

const day = (time: number, zone: string): string => formatIn(zone, 'uk', { dateStyle: 'full' })(time);
const shortDay = (time: number, zone: string): string => formatIn(zone, 'uk', { dateStyle: 'long' })(time);
const clock = (time: number, zone: string): string => formatIn(zone, 'uk', { timeStyle: 'short' })(time);

/** Whoever reads Ukrainian may be in another country: the zone is said. The date stays in the nominative. */
const when = ({ startsAt, minutes, zone }: InvitationFacts): string =>
  lines(
    `Час Вашої зустрічі: ${day(startsAt, zone)}, ${clock(startsAt, zone)} (за часом Німеччини).`,
    `Вона триватиме приблизно ${minutes} хв. Ми розмовлятимемо через відеозв’язок.`,
  );

const password = ({ hasPassword }: InvitationFacts): string | null =>
  hasPassword ? '– пароль. Його ми назвемо Вам телефоном.' : null;

const terms = ({ contact, isOnDuty }: InvitationFacts): string => {
  const install = 'Нічого встановлювати не треба.';
  if (isOnDuty) return install;
  return contact.isFree
    ? `${install} Розмова для Вас безкоштовна, а Ваша участь добровільна.`
    : `${install} Ваша участь добровільна.`;
};

export const wordsUk: PaperWords = {
  title: 'Зустріч',
  subject: (startsAt, zone) => `Ваша зустріч: ${shortDay(startsAt, zone)}, ${clock(startsAt, zone)}`,
  body: (facts) =>
    paragraphs(
      'Добрий день,',
      when(facts),
      lines('Ваше особисте посилання:', facts.link),
      facts.isChanged ? 'Ви вже маєте інше посилання на цю зустріч? Тоді відтепер діє лише це.' : null,
      'Відкрийте посилання за кілька хвилин до початку. Сторінка крок за кроком приведе Вас до розмови.',
      lines(
        'Що Вам потрібно:',
        '– телефон, планшет або комп’ютер із камерою і мікрофоном',
        '– оновлений браузер',
        '– кімната, у якій Вам ніхто не заважає',
        password(facts),
      ),
      terms(facts),
      'Посилання лише для Вас. Не передавайте його іншим.',
      lines('Маєте запитання або цей час Вам не підходить? Зателефонуйте нам:', callWords(facts.contact)),
      'З повагою',
    ),
  shortBody: (facts) =>
    paragraphs(
      when(facts),
      lines('Ваше посилання:', facts.link),
      facts.hasPassword ? 'Пароль ми назвемо Вам телефоном.' : null,
      `Маєте запитання? ${facts.contact.phone}`,
    ),
  cancelledSubject: (startsAt, zone) => `Вашу зустріч скасовано: ${shortDay(startsAt, zone)}`,
  cancelledBody: (startsAt, zone, contact) =>
    paragraphs(
      'Добрий день,',
      `Ваша зустріч не відбудеться: ${day(startsAt, zone)}, ${clock(startsAt, zone)} (за часом Німеччини). Посилання на неї Вам більше не потрібне.`,
      lines('Бажаєте нову зустріч? Зателефонуйте нам:', callWords(contact)),
      'З повагою',
    ),
  calendarNote: 'Ваше посилання:',
};

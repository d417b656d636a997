import type { Contact } from './contact.ts';
import { callWords, formatIn, lines, paragraphs, type InvitationFacts, type PaperWords } from './words.ts';

const day = (time: number, zone: string): string => formatIn(zone, 'ar', { dateStyle: 'full' })(time);
const shortDay = (time: number, zone: string): string => formatIn(zone, 'ar', { dateStyle: 'long' })(time);
const clock = (time: number, zone: string): string => formatIn(zone, 'ar', { timeStyle: 'short' })(time);

/** Between left-to-right marks: otherwise the groups of a telephone number change places among Arabic words. */
const ltr = (words: string): string => `\u200e${words}\u200e`;
const call = (contact: Contact): string => ltr(callWords(contact));

/** Whoever reads Arabic may be in another country: the zone is said. The number of minutes fits every number. */
const when = ({ startsAt, minutes, zone }: InvitationFacts): string =>
  lines(
    `موعدكم يوم ${day(startsAt, zone)}، الساعة ${clock(startsAt, zone)} (بتوقيت ألمانيا).`,
    `المدة التقريبية بالدقائق: ${minutes}. نتحدث عبر الفيديو.`,
  );

const password = ({ hasPassword }: InvitationFacts): string | null =>
  hasPassword ? '– كلمة مرور. نخبركم بها هاتفيًا.' : null;

const terms = ({ contact, isOnDuty }: InvitationFacts): string => {
  const install = 'لا تحتاجون إلى تثبيت أي شيء.';
  if (isOnDuty) return install;
  return contact.isFree ? `${install} المحادثة لا تكلفكم شيئًا، ومشاركتكم طوعية.` : `${install} مشاركتكم طوعية.`;
};

export const wordsAr: PaperWords = {
  title: 'موعد',
  subject: (startsAt, zone) => `موعدكم يوم ${shortDay(startsAt, zone)} الساعة ${clock(startsAt, zone)}`,
  body: (facts) =>
    paragraphs(
      'مرحبًا بكم،',
      when(facts),
      lines('رابطكم الشخصي:', facts.link),
      facts.isChanged ? 'هل لديكم رابط آخر لهذا الموعد؟ من الآن فصاعدًا يسري هذا الرابط فقط.' : null,
      'افتحوا الرابط قبل الموعد ببضع دقائق. وتقودكم الصفحة خطوة بخطوة إلى المحادثة.',
      lines(
        'ما تحتاجون إليه:',
        '– هاتف محمول أو جهاز لوحي أو حاسوب مزود بكاميرا وميكروفون',
        '– متصفح حديث',
        '– غرفة لا يزعجكم فيها أحد',
        password(facts),
      ),
      terms(facts),
      'الرابط لكم وحدكم. لا تعطوه لأحد.',
      lines('هل لديكم أسئلة، أو هل الموعد لا يناسبكم؟ اتصلوا بنا:', call(facts.contact)),
      'مع أطيب التحيات',
    ),
  shortBody: (facts) =>
    paragraphs(
      'مرحبًا بكم،',
      when(facts),
      lines('رابطكم الشخصي:', facts.link),
      `لا تحتاجون إلى تثبيت أي شيء.${facts.hasPassword ? ' نخبركم بكلمة المرور هاتفيًا.' : ''}`,
      `أسئلة؟ اتصلوا بنا: ${ltr(facts.contact.phone)}`,
      'مع أطيب التحيات',
    ),
  cancelledSubject: (startsAt, zone) => `موعدكم يوم ${shortDay(startsAt, zone)} ملغى`,
  cancelledBody: (startsAt, zone, contact) =>
    paragraphs(
      'مرحبًا بكم،',
      `موعدكم يوم ${day(startsAt, zone)}، الساعة ${clock(startsAt, zone)} (بتوقيت ألمانيا) لن يُعقد. لم تعودوا بحاجة إلى الرابط الخاص به.`,
      lines('هل ترغبون في موعد جديد؟ اتصلوا بنا:', call(contact)),
      'مع أطيب التحيات',
    ),
  calendarNote: 'رابطكم:',
};

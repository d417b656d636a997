import { callWords, formatIn, lines, paragraphs, type InvitationFacts, type PaperWords } from './words.ts';

const day = (time: number, zone: string): string => formatIn(zone, 'tr', { dateStyle: 'full' })(time);
const shortDay = (time: number, zone: string): string => formatIn(zone, 'tr', { dateStyle: 'long' })(time);
const clock = (time: number, zone: string): string => formatIn(zone, 'tr', { timeStyle: 'short' })(time);

/** Whoever reads Turkish may be in another country: the zone is said. No case ending follows a number. */
const when = ({ startsAt, minutes, zone }: InvitationFacts): string =>
  lines(
    `Randevunuzun günü: ${day(startsAt, zone)}, saati: ${clock(startsAt, zone)} (Almanya saatiyle).`,
    `Yaklaşık ${minutes} dakika sürer. Görüntülü konuşuruz.`,
  );

const password = ({ hasPassword }: InvitationFacts): string | null =>
  hasPassword ? '– bir parola. Bunu size telefonda söyleriz.' : null;

const terms = ({ contact, isOnDuty }: InvitationFacts): string => {
  const install = 'Hiçbir şey yüklemeniz gerekmez.';
  if (isOnDuty) return install;
  return contact.isFree
    ? `${install} Görüşme sizin için ücretsizdir ve katılım gönüllüdür.`
    : `${install} Katılım gönüllüdür.`;
};

export const wordsTr: PaperWords = {
  title: 'Randevu',
  subject: (startsAt, zone) => `Randevunuz: ${shortDay(startsAt, zone)}, saat ${clock(startsAt, zone)}`,
  body: (facts) =>
    paragraphs(
      'İyi günler,',
      when(facts),
      lines('Kişisel linkiniz:', facts.link),
      facts.isChanged
        ? 'Bu randevu için elinizde başka bir link var mı? O zaman şu andan itibaren yalnızca bu link geçerlidir.'
        : null,
      'Linki birkaç dakika önceden açın. Sayfa sizi adım adım görüşmeye götürür.',
      lines(
        'Şunlara ihtiyacınız var:',
        '– kamerası ve mikrofonu olan bir cep telefonu, tablet veya bilgisayar',
        '– güncel bir tarayıcı',
        '– rahatsız edilmeyeceğiniz bir oda',
        password(facts),
      ),
      terms(facts),
      'Link yalnızca sizin içindir. Başkasına vermeyin.',
      lines('Sorunuz mu var veya randevu size uymuyor mu? Bizi arayın:', callWords(facts.contact)),
      'Saygılarımızla',
    ),
  shortBody: (facts) =>
    paragraphs(
      'İyi günler,',
      when(facts),
      lines('Kişisel linkiniz:', facts.link),
      `Hiçbir şey yüklemeniz gerekmez.${facts.hasPassword ? ' Parolayı size telefonda söyleriz.' : ''}`,
      `Sorunuz mu var? Bizi arayın: ${facts.contact.phone}`,
      'Saygılarımızla',
    ),
  cancelledSubject: (startsAt, zone) =>
    `Randevunuz iptal edildi: ${shortDay(startsAt, zone)}, saat ${clock(startsAt, zone)}`,
  cancelledBody: (startsAt, zone, contact) =>
    paragraphs(
      'İyi günler,',
      `Şu randevunuz gerçekleşmeyecek: ${day(startsAt, zone)}, saat ${clock(startsAt, zone)} (Almanya saatiyle). Bunun için verilen linke artık ihtiyacınız yok.`,
      lines('Yeni bir randevu ister misiniz? Bizi arayın:', callWords(contact)),
      'Saygılarımızla',
    ),
  calendarNote: 'Linkiniz:',
};

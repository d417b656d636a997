import * as v from 'valibot';
import { make } from './dom.ts';

const linksSchema = v.object({
  links: v.array(v.object({ service: v.string(), href: v.pipe(v.string(), v.startsWith('https://')) })),
  counsellorLink: v.pipe(v.string(), v.startsWith('https://')),
});

async function showLinks(): Promise<void> {
  const answer = await fetch('/practice/links').catch(() => undefined);
  const links = v.safeParse(linksSchema, answer?.ok === true ? await answer.json() : undefined);
  if (!links.success) {
    document
      .querySelector('#problem')
      ?.replaceChildren('Die Links sind gerade nicht zu bekommen. Laden Sie die Seite neu.');
    return;
  }
  document.querySelector('#counsellor')?.setAttribute('href', links.output.counsellorLink);
  const items = links.output.links.map(({ service, href }) =>
    make('li', {}, make('a', { text: service, attributes: { href } })),
  );
  document.querySelector('#links')?.replaceChildren(...items);
  if (items.length === 0)
    document.querySelector('#problem')?.replaceChildren('Es sind noch keine Beratungsangebote eingerichtet.');
}

void showLinks();

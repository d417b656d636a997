import address from '../../styles/further.css?url';

let coming: Promise<void> | null = null;

/** Brings the styles of the screens behind the first one. Resolves when they hold; rejects when they did not arrive. */
export function loadFurtherLook(): Promise<void> {
  coming ??= new Promise<void>((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = address;
    link.onload = () => resolve();
    link.onerror = () => {
      // The next try gets a link of its own.
      coming = null;
      link.remove();
      reject(new Error('styles'));
    };
    document.head.append(link);
  });
  return coming;
}

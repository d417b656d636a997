/** No key file and no export of a hundred thousand receipts is larger. */
const LARGEST = 400_000_000;

/** The text of a file that somebody chose; null when it is too large or is no UTF-8 text. Never rejects. */
export async function readText(file: File): Promise<string | null> {
  if (file.size > LARGEST) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    // Bytes that are no text, or a file that vanished from its stick: for the person it is the same.
    return null;
  }
}

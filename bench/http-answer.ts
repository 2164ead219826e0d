const headEnd = Buffer.from("\r\n\r\n");
const lengthName = Buffer.from("content-length: ");

/** The bytes of the first answer in the buffer; 0: it is not whole yet. */
export function sizeOfAnswer(bytes: Buffer): number {
  const end = bytes.indexOf(headEnd);
  if (end < 0) return 0;
  const at = bytes.indexOf(lengthName);
  if (at < 0 || at > end) throw new Error("an answer without content-length");
  let length = 0;
  for (let place = at + lengthName.length; bytes[place]! >= 48; place++) {
    length = length * 10 + bytes[place]! - 48;
  }
  const size = end + headEnd.length + length;
  return bytes.length < size ? 0 : size;
}

export const statusOf = (bytes: Buffer): number => Number(bytes.toString("latin1", 9, 12));

/** Of an answer that is whole, and that many bytes. */
export const bodyOf = (bytes: Buffer, size: number): string =>
  bytes.toString("utf8", bytes.indexOf(headEnd) + headEnd.length, size);

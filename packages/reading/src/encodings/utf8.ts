/** Offset of the first byte that is not UTF-8; -1 where all are. */
export function firstBadByte(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length === 0) return i;
    i += length;
  }
  return -1;
}

/** Whether a sample is UTF-8; it may end within a character. */
export function isUtf8Sample(sample: Uint8Array): boolean {
  const at = firstBadByte(sample);
  return at === -1 || at >= sample.length - 4;
}

/**
 * Whether bytes were UTF-8 before something damaged them: whole sequences of several bytes are many and broken ones few.
 * Text of another encoding has hardly any whole ones.
 */
export function isDamagedUtf8(bytes: Uint8Array): boolean {
  let whole = 0;
  let broken = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length === 0) broken++;
    else if (length > 1) whole++;
    i += Math.max(length, 1);
  }
  return whole >= 3 && whole >= broken * 4;
}

export function lineOfByte(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let i = 0; i < at; i++) if (bytes[i] === 0x0a) line++;
  return line;
}

function sequenceLength(bytes: Uint8Array, i: number): number {
  const lead = bytes[i] as number;
  if (lead < 0x80) return 1;
  const [length, lowest, highest] = sequenceShape(lead);
  const second = bytes[i + 1] ?? 0;
  if (length === 0 || second < lowest || second > highest) return 0;
  for (let k = 2; k < length; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** Length of the sequence that a lead byte opens, and the range of its second byte (RFC 3629, section 4). */
function sequenceShape(lead: number): [length: number, lowest: number, highest: number] {
  if (lead >= 0xc2 && lead <= 0xdf) return [2, 0x80, 0xbf];
  if (lead === 0xe0) return [3, 0xa0, 0xbf];
  if (lead === 0xed) return [3, 0x80, 0x9f];
  if (lead >= 0xe1 && lead <= 0xef) return [3, 0x80, 0xbf];
  if (lead === 0xf0) return [4, 0x90, 0xbf];
  if (lead >= 0xf1 && lead <= 0xf3) return [4, 0x80, 0xbf];
  if (lead === 0xf4) return [4, 0x80, 0x8f];
  return [0, 0, 0];
}

/** Bytes, of which texts are in hexadecimal figures. */
export const hex = (...pieces: (string | Buffer)[]): Buffer =>
  Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'hex') : piece)));

/** The beginning of a file of boxes (MP4, AVIF, HEIC), of this brand. */
export const sampleBox = (brand: string, ...more: string[]): Buffer => {
  const content = Buffer.from(`ftyp${brand}\0\0\0\0${more.join('')}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length + 4);
  return Buffer.concat([length, content, Buffer.alloc(40)]);
};

/** Says how large a picture in boxes is. */
export const sampleAvifSize = (width: number, height: number): Buffer => {
  const sizes = Buffer.alloc(8);
  sizes.writeUInt32BE(width, 0);
  sizes.writeUInt32BE(height, 4);
  return Buffer.concat([Buffer.from('\0\0\0\u0014ispe\0\0\0\0', 'latin1'), sizes]);
};

/** A JPEG as a camera writes it, with nothing in it. */
export const sampleJpeg = (width: number, height: number): Buffer => {
  const frame = Buffer.from('ffc000110800000000031100021101031101', 'hex');
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  // What cameras write first may be larger than one look at the beginning.
  const camera = Buffer.concat([Buffer.from('ffe1fffe', 'hex'), Buffer.alloc(0xfffc, 0x55)]);
  return hex('ffd8', camera, camera, 'ff', frame, 'ffda');
};

/** The beginning of a WebP of this form. */
export const sampleWebp = (form: string, body: string): Buffer =>
  hex(Buffer.from('RIFF\0\0\0\0WEBP' + form), '00000000', body, Buffer.alloc(30));

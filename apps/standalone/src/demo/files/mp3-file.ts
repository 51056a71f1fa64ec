import { Mp3Encoder } from '@breezystack/lamejs';
import type { ResourceWords } from '../words.js';

const RATE = 22_050;
const KILOBITS = 48;
/** Samples that the encoder takes at once. */
const FRAME = 1_152;
/** Hertz; what is rising and falling in the recordings. */
const TONES = [523.25, 659.25, 783.99, 659.25, 523.25, 392];
const TONE_SECONDS = 0.8;
const PAUSE_SECONDS = 0.5;

/** A recording of soft tones with pauses between them. */
export function mp3File({ tones }: ResourceWords): Buffer {
  const samples = new Int16Array(Math.round((tones?.minutes ?? 0.3) * 60 * RATE));
  const step = TONE_SECONDS + PAUSE_SECONDS;
  for (let at = 0; at < samples.length; at += 1) {
    const seconds = at / RATE;
    const within = seconds % step;
    const hertz = TONES[Math.floor(seconds / step) % TONES.length] ?? 0;
    // It swells and fades, so that nothing clicks.
    const loudness = within < TONE_SECONDS ? Math.sin((Math.PI * within) / TONE_SECONDS) : 0;
    samples[at] = Math.round(9_000 * loudness * Math.sin(2 * Math.PI * hertz * seconds));
  }
  const encoder = new Mp3Encoder(1, RATE, KILOBITS);
  const chunks: Buffer[] = [];
  for (let at = 0; at < samples.length; at += FRAME) {
    chunks.push(bytesOf(encoder.encodeBuffer(samples.subarray(at, at + FRAME))));
  }
  chunks.push(bytesOf(encoder.flush()));
  return Buffer.concat(chunks);
}

/** A copy: the encoder uses its memory again. */
const bytesOf = ({ buffer, byteOffset, byteLength }: Int8Array | Uint8Array): Buffer =>
  Buffer.from(new Uint8Array(buffer, byteOffset, byteLength));

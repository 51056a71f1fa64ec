import { samplePages, samplePdf, samplePdfStream } from './sample-files.js';

/** A page that is painted 3,000 times with a colour that has to be calculated for each point. */
export function endlessPdf(): Buffer {
  const shading = '<</ShadingType 1/ColorSpace/DeviceRGB/Matrix[100 0 0 100 0 0]/Function 5 0 R>>';
  return samplePdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 100 100]>>',
    `<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Shading<</S ${shading}>>>>>>`,
    samplePdfStream('/S sh '.repeat(3_000)),
    samplePdfStream(`{ ${'sin cos '.repeat(20)} 0 }`, '/FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1]'),
  ]);
}

/** Forms that each contain the next one ten times: 10^12 of them. */
export function boundlessPdf(): Buffer {
  const form = '/Type/XObject/Subtype/Form/BBox[0 0 100 100]';
  const containing = (next: number): string => `${form}/Resources<</XObject<</A ${next} 0 R>>>>`;
  return samplePdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 100 100]>>',
    '<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>',
    samplePdfStream('/A Do'),
    ...Array.from({ length: 12 }, (_, index) => samplePdfStream('/A Do '.repeat(10), containing(index + 6))),
    samplePdfStream('0 0 50 50 re f', form),
  ]);
}

/** Says that it is encrypted with a password that nobody has. */
export function lockedPdf(): Buffer {
  const text = samplePages(1).toString('latin1');
  const key = 'ab'.repeat(32);
  const encrypt = `/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<${key}>/U<${key}>>>/ID[<00><00>]`;
  return Buffer.from(text.replace('/Root 1 0 R', `/Root 1 0 R${encrypt}`), 'latin1');
}

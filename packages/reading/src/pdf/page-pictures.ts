import { needsRecognition } from "./legibility.js";
import { openDocument, openPage } from "./open-pdf.js";

/** A page as a picture, for a program that recognises characters. */
export interface PagePicture {
  /** From 1. */
  page: number;
  png: Uint8Array;
}

/** Letters of usual size are told apart well at so many dots an inch. */
const DOTS_PER_INCH = 300;
/** A page of any size is drawn with no more dots than these. */
const MAX_DOTS = 40_000_000;

/** Pictures of those pages of a PDF that have no legible words of their own, one after the other, as they are asked for. */
export async function* picturesOfPages(bytes: Uint8Array): AsyncGenerator<PagePicture> {
  const document = await openDocument(bytes);
  try {
    for (let number = 1; number <= document.numPages; number++) {
      if (needsRecognition(await openPage(document, number))) yield { page: number, png: await draw(document, number) };
    }
  } finally {
    await document.loadingTask.destroy();
  }
}

async function draw(document: Awaited<ReturnType<typeof openDocument>>, number: number): Promise<Uint8Array> {
  const page = await document.getPage(number);
  const plain = page.getViewport({ scale: 1 });
  const scale = Math.min(DOTS_PER_INCH / 72, Math.sqrt(MAX_DOTS / (plain.width * plain.height)));
  const viewport = page.getViewport({ scale });
  // pdfjs makes the canvas by @napi-rs/canvas, which its types do not name.
  const factory = document.canvasFactory as unknown as CanvasFactory;
  const made = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
  try {
    const onto = { canvas: made.canvas, canvasContext: made.context, viewport };
    // The types are those of a browser's canvas.
    await page.render(onto as unknown as Parameters<typeof page.render>[0]).promise;
    return made.canvas.toBuffer("image/png");
  } finally {
    page.cleanup();
    factory.destroy(made);
  }
}

interface MadeCanvas {
  canvas: { toBuffer(type: "image/png"): Uint8Array };
  context: unknown;
}

interface CanvasFactory {
  create(width: number, height: number): MadeCanvas;
  destroy(made: MadeCanvas): void;
}

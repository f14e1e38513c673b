import { fileURLToPath } from "node:url";

type Pdfjs = typeof import("pdfjs-dist/legacy/build/pdf.mjs");
export type PdfDocument = Awaited<ReturnType<Pdfjs["getDocument"]>["promise"]>;
export type PdfjsPage = Awaited<ReturnType<PdfDocument["getPage"]>>;

interface Loaded {
  open(bytes: Uint8Array): Promise<PdfDocument>;
  /** Numbers of the operations that paint a picture. */
  pictureOperations: ReadonlySet<number>;
}

let loading: Promise<Loaded> | undefined;

/** pdfjs, loaded when the first PDF is read. Its tables of Chinese, Japanese and Korean characters lie in its own folder. */
export function loadPdfjs(): Promise<Loaded> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Loaded> {
  const { getDocument, OPS, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const folder = (name: string) => fileURLToPath(new URL(`../../${name}/`, import.meta.resolve("pdfjs-dist/legacy/build/pdf.mjs")));
  return {
    open: (data) =>
      getDocument({
        data,
        cMapUrl: folder("cmaps"),
        cMapPacked: true,
        standardFontDataUrl: folder("standard_fonts"),
        wasmUrl: folder("wasm"),
        useSystemFonts: false,
        disableFontFace: true,
        enableXfa: false,
        verbosity: VerbosityLevel.ERRORS,
      }).promise,
    pictureOperations: new Set([
      OPS.paintImageXObject,
      OPS.paintInlineImageXObject,
      OPS.paintImageMaskXObject,
      OPS.paintImageXObjectRepeat,
    ]),
  };
}

declare module "citation" {
  interface Found {
    citations: { match: string; type: string; index: number }[];
  }
  const Citation: { find(text: string, options: Record<string, unknown>): Found };
  export default Citation;
}

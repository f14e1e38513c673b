/** Raised whenever the same text and catalogue may give other links: an archive then links its texts again. */
export const LINKER_VERSION = "1.15.0";

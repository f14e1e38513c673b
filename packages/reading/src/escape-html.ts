/** Text as it may stand between tags and in attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/gu, (mark) => `&#${mark.charCodeAt(0)};`);
}

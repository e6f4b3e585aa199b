declare global {
  interface Window {
    /** Strapi's own; the address has no slash at its end. */
    readonly strapi: { readonly backendURL: string };
  }
}

const FRAME = 'content-export-download';

/** A frame that nobody sees. Where the panel is on another origin than the server, an error opens in it, not in place of the page. */
const ensureFrame = (): void => {
  if (document.getElementById(FRAME) !== null) return;
  const frame = document.createElement('iframe');
  frame.id = FRAME;
  frame.name = FRAME;
  frame.hidden = true;
  document.body.append(frame);
};

/** Lets the browser download an address by itself, so that no file is ever held in the page's memory. */
export const download = (url: string): void => {
  ensureFrame();
  const link = document.createElement('a');
  link.href = `${window.strapi.backendURL}${url}`;
  // Names nothing, so the server's name counts; an error ends in the list of downloads. Ignored across origins.
  link.download = '';
  link.target = FRAME;
  document.body.append(link);
  link.click();
  link.remove();
};

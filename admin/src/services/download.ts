declare global {
  interface Window {
    /** Strapi's own; the address has no slash at its end. */
    readonly strapi: { readonly backendURL: string };
  }
}

/** Lets the browser download an address by itself, so that no file is ever held in the page's memory. */
export const download = (url: string): void => {
  const link = document.createElement('a');
  link.href = `${window.strapi.backendURL}${url}`;
  // Names nothing, so the server's name counts; an error ends in the list of downloads, not in place of the page.
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
};

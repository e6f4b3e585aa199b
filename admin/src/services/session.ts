/** Leads to the login and back: Strapi looks for a session when it starts, and asks for a password where there is none. */
export const signInAgain = (): void => window.location.reload();

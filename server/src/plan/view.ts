/** How the content manager shows a type or component: what editors know its fields as. */
export interface View {
  /** Labels by attribute; an attribute without one goes by its name. */
  readonly labels: ReadonlyMap<string, string>;
  /** Attributes in the order in which editors see them: those of the list view, then those of the form. */
  readonly order: readonly string[];
}

/** The view of a content type or component; passed in, so that planning runs without Strapi. */
export type Views = (uid: string) => Promise<View>;

/**
 * The document's id, what editors see, in their order, then the others in the schema's.
 *
 * @param view `null` to leave names as they are
 */
export const inViewOrder = (names: readonly string[], view: View | null): readonly string[] => {
  if (view === null) return names;
  const first = ['documentId', ...view.order].filter((name) => names.includes(name));
  return [...new Set([...first, ...names])];
};

import type { Core } from '@strapi/types';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import type { Origin } from '../access/credential';
import { displayName, isContent, type Schema } from '../access/schema';
import { configOf } from '../config';
import { problem } from '../errors/export-error';
import { checkDefinition, wrongDefinition } from '../exporter/check-definition';
import type { AnyExporterDefinition } from '../exporter/definition';
import { automaticExporter, type Exporter } from '../exporter/exporter';
import { toExporter } from '../exporter/to-exporter';
import { checkExporter } from './check-exporters';
import type { RulesService } from './rules';

export interface ExportersInput {
  readonly strapi: Core.Strapi;
  readonly schema: Schema;
  readonly rules: RulesService;
}

/** Rules that belong to the type itself: its scope, and who may see which of its own attributes. */
const ruleOf = ({ scope, columns }: AnyExporterDefinition) => {
  const visible = columns.flatMap((column) =>
    typeof column === 'object' && 'path' in column && column.visibleTo !== undefined
      ? [[column.path, column.visibleTo] as const]
      : [],
  );
  return {
    ...(scope !== undefined && { scope }),
    ...(visible.length > 0 && { visibleTo: Object.fromEntries(visible) }),
  };
};

/**
 * Everything that can be exported: what the site's own code describes, and each content type by itself.
 *
 * A site registers its own in its `register`: `strapi.plugin('content-export').service('exporters').register(…)`.
 */
export const createExportersService = ({ strapi, schema, rules }: ExportersInput) => {
  const own = new Map<string, Exporter>();
  let isChecked = false;

  const automatic = (uid: string): Exporter | null => {
    const model = schema.model(uid);
    return model === undefined || !isContent(model) ? null : automaticExporter(uid);
  };

  const isOpen = ({ name, uid, contentApi }: Exporter): boolean => {
    if (own.has(name)) return contentApi;
    return configOf(strapi).contentApi.contentTypes.includes(uid);
  };

  const find = (name: string): Exporter | null => own.get(name) ?? automatic(name);

  const notFound = (name: string, rule: string, what: string): Error =>
    problem('EXPORT_UNKNOWN_EXPORTER', 'exporter', rule, `${name} ${what}.`);

  return {
    /**
     * Adds an exporter. Call it in the site's `register`, before the plugin checks all of them.
     *
     * @throws Error naming the exporter and every wrong key
     */
    register: (definition: AnyExporterDefinition): void => {
      const { name, contentType, ...rest } = checkDefinition(definition);
      if (isChecked) {
        throw wrongDefinition(name, [
          "register it in the site's register: the plugin has checked its exporters by now",
        ]);
      }
      if (own.has(name)) throw wrongDefinition(name, ['name: another exporter is called so']);
      if (automatic(contentType) === null) {
        throw wrongDefinition(name, [`contentType: ${contentType} is not content that can be exported`]);
      }
      own.set(name, toExporter(definition, strapi));
      try {
        rules.register(contentType, ruleOf({ name, contentType, ...rest }));
      } catch (error) {
        throw wrongDefinition(name, [`columns: ${(error as Error).message}`]);
      }
    },

    /** @returns `null` for what cannot be exported */
    find,

    /**
     * The exporter of a name, where a contract serves it at all: the content API serves only what the site has opened.
     *
     * @throws ExportError `EXPORT_UNKNOWN_EXPORTER`
     */
    open: (origin: Origin, name: string): Exporter => {
      const exporter = find(name);
      if (origin === 'content-api' && (exporter === null || !isOpen(exporter))) {
        throw notFound(name, 'not_open', 'is not open to the content API');
      }
      if (exporter === null) throw notFound(name, 'unknown_exporter', 'cannot be exported');
      return exporter;
    },

    /** What editors call it. */
    labelOf: ({ label, uid }: Exporter): string => {
      const model = schema.model(uid);
      return label ?? (model === undefined ? uid : displayName(model));
    },

    /** Its own limits, and the configuration's where it has none. */
    limitsOf: ({ maxRows, backgroundFrom }: Exporter) => {
      const config = configOf(strapi);
      return {
        maxRows: maxRows === undefined ? config.maxRows : maxRows,
        backgroundFrom: backgroundFrom ?? config.backgroundFrom,
      };
    },

    /**
     * Checks the site's own exporters against the whole schema.
     *
     * @throws Error naming the exporter, or the key of the configuration, and what is wrong
     */
    check: async (): Promise<void> => {
      isChecked = true;
      for (const exporter of own.values()) {
        const at = configOf(strapi).contentApi.contentTypes.indexOf(exporter.uid);
        if (at >= 0) {
          const message = `${exporter.uid} has an exporter of the site's own, ${exporter.name}, which takes the place of this`;
          throw new Error(`${PLUGIN_ID}.config.contentApi.contentTypes.${at}: ${message}.`);
        }
        await checkExporter(schema, exporter);
      }
    },

    /** All that a contract serves, whoever asks. */
    all: (origin: Origin): readonly Exporter[] => {
      const automatics = schema.contentTypes().flatMap((uid) => automatic(uid) ?? []);
      const exporters = [...own.values(), ...automatics];
      return origin === 'panel' ? exporters : exporters.filter(isOpen);
    },
  };
};

export type ExportersService = ReturnType<typeof createExportersService>;

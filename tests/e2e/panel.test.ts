import { after, before, beforeEach, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { clearJobs } from './support/api';
import { launch } from './support/browser';
import { accessibilitySuite } from './suites/accessibility';
import { columnsSuite } from './suites/columns';
import { formSuite } from './suites/form';
import { jobsSuite } from './suites/jobs';
import { languagesSuite } from './suites/languages';
import { leavingSuite } from './suites/leaving';
import { keyboardSuite } from './suites/keyboard';
import { listSuite } from './suites/list';
import { logSuite } from './suites/log';
import { ownFiltersSuite } from './suites/own-filters';
import { peopleSuite } from './suites/people';
import { pointsSuite } from './suites/points';
import { presetsSuite } from './suites/presets';
import { rightToLeftSuite } from './suites/right-to-left';
import { settingsSuite } from './suites/settings';
import { quickSuite } from './suites/quick';
import { quickStatesSuite } from './suites/quick-states';
import { previewSuite } from './suites/preview';

describe('the panel', () => {
  let launched: Browser | undefined;
  const browser = (): Browser => {
    if (launched === undefined) throw new Error('The browser has not been started.');
    return launched;
  };
  before(async () => {
    launched = await launch();
  });
  after(() => launched?.close());
  // Jobs of another test would stand in the list, and take places.
  beforeEach(clearJobs);
  jobsSuite(browser);
  formSuite(browser);
  columnsSuite(browser);
  previewSuite(browser);
  ownFiltersSuite(browser);
  listSuite(browser);
  leavingSuite(browser);
  peopleSuite(browser);
  pointsSuite(browser);
  presetsSuite(browser);
  settingsSuite(browser);
  logSuite(browser);
  quickSuite(browser);
  quickStatesSuite(browser);
  accessibilitySuite(browser);
  keyboardSuite(browser);
  languagesSuite(browser);
  rightToLeftSuite(browser);
});

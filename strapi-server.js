'use strict';

// For sites whose tools read these files instead of the package's `exports`.
module.exports = require('./dist/server');

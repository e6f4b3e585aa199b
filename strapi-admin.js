// For sites whose tools read these files instead of the package's `exports`.
export { default } from './dist/admin/index.mjs';

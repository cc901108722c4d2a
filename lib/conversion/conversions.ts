export { convertMonitors } from './monitors/convert';
export { convertCollectors } from './open-telemetry/convert';
export { objectDocument, readDocuments, readFiles } from './source-document';

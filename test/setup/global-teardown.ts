export { removeScratchFolder as default } from './scratch-folder';

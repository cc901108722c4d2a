import { bundleHandlers } from './handler-bundle';
import { openScratchFolder } from './scratch-folder';

export default function setUp(): void {
  bundleHandlers();
  openScratchFolder();
}

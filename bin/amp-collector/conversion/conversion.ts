/*
 * The entry of the conversion's bundle, in which no-tokens.ts takes the place of aws-cdk-lib.
 */
export { convertFiles } from '../../../lib/conversion/files/convert-files';
export { typescriptModule } from '../code-generation/typescript-module';

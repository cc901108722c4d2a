import { Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { formatProblem } from './property-problem';
import { templateText, tokenPlaceholder } from './template-text';
import { type SecretReader, secretReferenceMessage, secretReferences } from './secret-references';

/**
 * Fails synthesis if a token in a text is a reference to a secret, such as that of `secretValue.unsafeUnwrap()`. Validation of the text
 * itself finds the references that are written out.
 *
 * @param path the property of the construct that has the text
 */
export function forbidSecretTokens(construct: Construct, path: string, text: string, reader: SecretReader): void {
  // A reference to a resource is none to a secret; to resolve a long text takes time.
  if (!Token.isUnresolved(text) || Tokenization.reverseString(text).tokens.every(token => Reference.isReference(token))) return;
  construct.node.addValidation({
    validate: () => {
      const rendered = templateText(Stack.of(construct).resolve(text), tokenPlaceholder);
      const services = new Set(secretReferences(rendered).map(({ service }) => service));
      return [...services].map(service => formatProblem({ path, message: secretReferenceMessage(service, reader) }));
    },
  });
}

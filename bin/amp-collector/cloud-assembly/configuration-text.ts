import { templateText } from '../../../lib/private/template-text';

/** `${AWS::Region}` in a text for `Fn::Sub`; `${!…}` stands for itself. */
const SUB_VARIABLE = /\$\{(!?)([^}]*)\}/g;

/**
 * A configuration in a template as text that can be judged: what only the deployment knows is written as the CDK writes it
 * at synth, so that no check looks inside.
 */
export function configurationText(blob: unknown): string {
  return templateText(blob, (name, argument) => {
    if (name === 'Fn::Base64') return configurationText(argument);
    if (name === 'Fn::Sub') return substitute([argument].flat()[0]);
    return placeholder(name === 'Ref' || name === 'Fn::GetAtt' ? [argument].flat().join('.') : name);
  });
}

function substitute(text: unknown): string {
  return String(text).replace(SUB_VARIABLE, (_, literal: string, name: string) => literal === '!' ? `\${${name}}` : placeholder(name));
}

function placeholder(name: string): string {
  return `\${Token[${name.replaceAll('::', '.')}.0]}`;
}

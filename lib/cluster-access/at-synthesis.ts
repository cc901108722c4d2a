import { Aspects } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Calls a function once, when the app's own code has run and before templates are written. The function may add constructs. */
export function atSynthesis(scope: IConstruct, act: () => void): void {
  let isDone = false;
  Aspects.of(scope).add({
    visit(node) {
      if (node !== scope || isDone) return;
      isDone = true;
      act();
    },
  });
}

/** Makes synthesis fail with what the function returns then; nothing where it returns nothing. */
export function refuseAtSynthesis(scope: IConstruct, check: () => string | undefined): void {
  scope.node.addValidation({
    validate: () => {
      const message = check();
      return message === undefined ? [] : [message];
    },
  });
}

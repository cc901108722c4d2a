/** The time that CloudFormation waits for an answer of a custom resource of this library. */
export const SERVICE_TIMEOUT_SECONDS = 240;

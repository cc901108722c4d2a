/** Ctrl-C, as a signal for requests. */
export class Interruption {
  private controller?: AbortController;

  get isInterrupted(): boolean {
    return this.controller?.signal.aborted === true;
  }

  /** Until this is called, Ctrl-C ends the process: a listener would not run during a synchronous read of standard input. */
  listen(): AbortSignal {
    const controller = this.controller ??= new AbortController();
    process.once('SIGINT', () => {
      controller.abort();
    });
    return controller.signal;
  }
}

/** Ctrl-C, as a signal for requests. */
export class Interruption {
  private readonly controller = new AbortController();

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Until this is called, Ctrl-C ends the process: a listener would not run during a synchronous read of standard input. */
  listen(): AbortSignal {
    process.once('SIGINT', () => {
      this.controller.abort();
    });
    return this.signal;
  }
}

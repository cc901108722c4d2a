/** Ctrl-C, and what is ended by it. */
export class Interruption {
  private readonly controller = new AbortController();

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Until this is called, Ctrl-C ends the process as ever: a read of standard input would never let a listener run. */
  listen(): AbortSignal {
    process.once('SIGINT', () => {
      this.controller.abort();
    });
    return this.signal;
  }
}

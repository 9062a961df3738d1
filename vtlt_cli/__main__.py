"""The entry point of `vtlt` and of `python -m vtlt_cli`."""

import gc


def main() -> int:
    """Run one command and return its exit code: 0, 1, 2, or 130 after Ctrl-C."""
    # Nothing that one command makes has to be found by the collector; start-up is what is felt.
    gc.disable()
    try:
        from vtlt_cli.cli import run

        return run()
    except KeyboardInterrupt:
        return 130
    finally:
        gc.freeze()


if __name__ == "__main__":
    raise SystemExit(main())

import { Component, type ReactNode } from "react";
import { ErrorState } from "./ErrorState.js";

/** Shows a page's fault in its place, and keeps the header usable. */
export class PageBoundary extends Component<{ children: ReactNode }, { fault: Error | null }> {
  override state: { fault: Error | null } = { fault: null };

  static getDerivedStateFromError(fault: Error) {
    return { fault };
  }

  override render() {
    if (this.state.fault === null) return this.props.children;
    return <ErrorState error={this.state.fault} onRetry={() => window.location.reload()} />;
  }
}

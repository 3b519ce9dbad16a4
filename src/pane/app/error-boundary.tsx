import { Component, type ReactNode } from 'react';
import { UnreadableScreen } from './plain-screen.tsx';

interface ErrorBoundaryProps {
  children: ReactNode;
}

/** Keeps a mistake of ours from leaving an empty pane. React reports the error to the console. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return <UnreadableScreen onRetry={() => this.setState({ broken: false })} />;
  }
}

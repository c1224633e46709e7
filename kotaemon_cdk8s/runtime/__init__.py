"""Runs INSIDE the Kotaemon container: lays our settings document over the image's own.

Shipped in a ConfigMap, mounted as the package `kotaemon_runtime`, and loaded by the app
itself because `THEFLOW_SETTINGS_MODULE=kotaemon_runtime.settings`. It knows nothing of
cdk8s and needs only what the image has (Python 3.10, the app's locked packages).
"""

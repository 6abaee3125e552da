"""The sandbox answers what Rocket.Chat's own end-to-end tests of livechat assert.

Written from what is known of those tests (apps/meteor/tests/end-to-end/api/livechat of 6.4, 7.x and 8.x); each test names its
area. What the other files of the folder above state already is not repeated.
"""
